package io.fluxo.command.workflow;

/** JSON pointers (RFC 6901). */
final class Pointers {

  private Pointers() {}

  static String join(String pointer, String token) {
    return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
  }

  static String join(String pointer, int index) {
    return pointer + "/" + index;
  }

  static String unescape(String token) {
    return token.replace("~1", "/").replace("~0", "~");
  }
}
