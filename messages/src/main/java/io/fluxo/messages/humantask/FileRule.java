package io.fluxo.messages.humantask;

import java.util.List;

/**
 * Which files may be attached.
 *
 * @param types media types, also as {@code image/*}
 * @param maxFiles how many
 * @param maxBytes how large each may be
 */
public record FileRule(List<String> types, int maxFiles, int maxBytes) {

  /** The largest that any rule may allow. */
  public static final int LARGEST = 10 * 1024 * 1024;

  /** Where a task says nothing: none. */
  public static final FileRule NONE = new FileRule(List.of(), 0, 0);

  /** Whether a file of this type may be attached. */
  public boolean allows(String type) {
    for (String allowed : types) {
      boolean any = allowed.endsWith("/*");
      if (any
          ? type.startsWith(allowed.substring(0, allowed.length() - 1))
          : allowed.equals(type)) {
        return true;
      }
    }
    return false;
  }
}
