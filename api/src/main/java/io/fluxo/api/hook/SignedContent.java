package io.fluxo.api.hook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a provider signs: a text with {@code {body}}, {@code {timestamp}} and {@code
 * {header:Name}} in it, for example {@code {header:webhook-id}.{timestamp}.{body}}.
 */
final class SignedContent {

  private static final Pattern PLACE =
      Pattern.compile("\\{(body|timestamp|header:([A-Za-z0-9-]{1,64}))\\}");

  private final String template;

  private SignedContent(String template) {
    this.template = template;
  }

  /** From a template, or one of the short forms {@code body} and {@code timestamp.body}. */
  static SignedContent of(String text) {
    return new SignedContent(
        switch (text) {
          case "body" -> "{body}";
          case "timestamp.body" -> "{timestamp}.{body}";
          default -> text;
        });
  }

  /** Whether the time is signed too. */
  boolean isTimed() {
    return template.contains("{timestamp}");
  }

  /** The signed bytes; null if a header is missing, or if the body is not signed at all. */
  byte @Nullable [] bytes(
      @Nullable String timestamp, Function<String, @Nullable String> header, byte[] body) {
    if (!template.contains("{body}")) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 128);
    Matcher place = PLACE.matcher(template);
    int done = 0;
    while (place.find()) {
      write(template.substring(done, place.start()), bytes);
      done = place.end();
      if (place.group(1).equals("body")) {
        bytes.writeBytes(body);
        continue;
      }
      String name = place.group(2);
      String value = name == null ? timestamp : header.apply(name);
      if (value == null) {
        return null;
      }
      write(value, bytes);
    }
    write(template.substring(done), bytes);
    return bytes.toByteArray();
  }

  private static void write(String text, ByteArrayOutputStream bytes) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
