package io.fluxo.api.architecture.guilty.command;

import org.slf4j.LoggerFactory;

/** Guilty: a decision that writes a log. */
final class LoudDecisions {
  private LoudDecisions() {}

  static void decide() {
    LoggerFactory.getLogger(LoudDecisions.class).info("decided");
  }
}
