package io.fluxo.command.run;

import io.fluxo.messages.run.Move;

/** What the log of a run says when it grows large. */
final class SizeWarnings {

  /** In place of a node: the line speaks of the run. */
  static final String RUN = "";

  private SizeWarnings() {}

  static String ofEvents(int events, int most) {
    return "This run has %d events; at %d it is stopped".formatted(events, most);
  }

  static String ofBytes(long bytes, long most) {
    return "The values of this run take %d bytes; at %d it is stopped".formatted(bytes, most);
  }

  static String ofInput(long bytes) {
    return "The input takes %d bytes; large values make a run slow".formatted(bytes);
  }

  static String ofValue(Move move, long bytes) {
    String whose = move instanceof Move.Evaluated m ? "of node " + m.node() : "that came in";
    return "A value %s takes %d bytes; large values make a run slow".formatted(whose, bytes);
  }
}
