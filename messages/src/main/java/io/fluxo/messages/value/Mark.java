package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member that tells what stands for a value from the value itself. */
final class Mark {

  static final String NAME = "$flx";

  private Mark() {}

  /** What stands in the only member of a marked object, null for every other value. */
  static @Nullable Object in(@Nullable Object json) {
    if (json instanceof Map<?, ?> map && map.size() == 1) {
      Object inside = map.get(NAME);
      return inside instanceof Map || inside instanceof String ? inside : null;
    }
    return null;
  }

  /**
   * The JSON pointer (RFC 6901) to where a stream stands: the same while a value is written and
   * while it is read.
   */
  static String pointer(JsonStreamContext context) {
    StringBuilder pointer = new StringBuilder();
    append(context, pointer);
    return pointer.toString();
  }

  /** A name as a token of a JSON pointer. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static void append(@Nullable JsonStreamContext context, StringBuilder pointer) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(context.getParent(), pointer);
    pointer.append('/');
    if (context.inObject()) {
      String name = context.getCurrentName();
      pointer.append(name == null ? "" : escape(name));
    } else {
      pointer.append(context.getCurrentIndex());
    }
  }
}
