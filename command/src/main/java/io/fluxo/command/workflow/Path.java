package io.fluxo.command.workflow;

import org.jspecify.annotations.Nullable;

/** The way from the root of a text to a value, written out only when a mistake must be told. */
record Path(@Nullable Path parent, String token, int depth) {

  static final Path ROOT = new Path(null, "", 0);

  Path to(String child) {
    return new Path(this, child, depth + 1);
  }

  String pointer() {
    return parent == null ? "" : Pointers.join(parent.pointer(), token);
  }
}
