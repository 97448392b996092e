package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page of secrets ended. */
final class SecretCursor {

  private static final List<String> START = List.of("", "", "", "");

  private SecretCursor() {}

  static String of(SecretView last, String workspace) {
    String text =
        String.join(
            "\n",
            last.name(),
            last.scope() == SecretScope.Level.TENANT ? "" : workspace,
            last.workflow() == null ? "" : last.workflow(),
            last.node() == null ? "" : last.node());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Name, workspace, workflow and node after which the page begins. */
  static List<String> read(@Nullable String cursor) {
    if (cursor == null) {
      return START;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split("\n", -1));
      if (parts.size() == 4 && text.indexOf('\0') < 0) {
        return parts;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IllegalArgumentException("Expected the cursor of a page before");
  }
}
