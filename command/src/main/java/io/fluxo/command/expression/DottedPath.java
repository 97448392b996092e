package io.fluxo.command.expression;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path of plain names such as {@code input.customer.name}, followed without the language. */
final class DottedPath {

  /** Says that a list stands in the way, over which only the language knows how to go. */
  static final Object NEEDS_LANGUAGE = new Object();

  private static final Pattern SIMPLE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)*+");
  private static final Splitter DOT = Splitter.on('.');
  private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null");

  private final List<String> names;

  private DottedPath(List<String> names) {
    this.names = names;
  }

  /** The path that the text writes, null where it is anything else. */
  static @Nullable DottedPath of(String text) {
    String path = text.strip();
    if (path.length() > 500 || !SIMPLE.matcher(path).matches()) {
      return null;
    }
    List<String> names = DOT.splitToList(path);
    return names.stream().anyMatch(WORDS::contains) ? null : new DottedPath(names);
  }

  /** The value at the path, null where there is none. */
  @Nullable Object in(Map<String, Object> scope) {
    Object at = scope;
    for (String name : names) {
      if (at instanceof Map<?, ?> map) {
        at = map.get(name);
      } else if (at instanceof List<?>) {
        return NEEDS_LANGUAGE;
      } else {
        return null;
      }
    }
    return at;
  }
}
