package io.fluxo.query.run;

import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.RunEvent.RunIntervened;
import org.jspecify.annotations.Nullable;

/** What somebody did to a run, in words. */
final class Words {

  private Words() {}

  static String of(RunIntervened by) {
    String did =
        switch (by.intervention()) {
          case Intervention.Paused i -> "Paused";
          case Intervention.Continued i -> "Continued";
          case Intervention.Retried i -> "Retried";
          case Intervention.Skipped i -> "Skipped";
          case Intervention.Forced i -> "Forced on to " + i.to();
          case Intervention.Rewound i -> "Rewound";
          case Intervention.Edited i -> "Variables changed";
          case Intervention.Discarded i -> "Discarded";
        };
    return by.reason().isEmpty() ? did : did + ": " + by.reason();
  }

  /** The node that it was done to, if it was one. */
  static @Nullable String node(Intervention intervention) {
    return switch (intervention) {
      case Intervention.Retried i -> i.node();
      case Intervention.Skipped i -> i.node();
      case Intervention.Forced i -> i.to();
      case Intervention.Rewound i -> i.node();
      default -> null;
    };
  }
}
