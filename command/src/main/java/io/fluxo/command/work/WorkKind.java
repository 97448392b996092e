package io.fluxo.command.work;

/** Kinds of open work, as stored. */
enum WorkKind {
  STEP("s"),
  TIME("t"),
  PARENT("p"),
  SAGA("g"),
  PLACE("a"),
  HUMAN("h");

  final String code;

  WorkKind(String code) {
    this.code = code;
  }

  static WorkKind of(String code) {
    for (WorkKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Unknown kind of work: " + code);
  }
}
