package io.fluxo.query.run;

import io.fluxo.messages.run.RunStatus;

/** What one run, or many, add to the statistics of their workspace. */
record RunCounts(
    long runsWaiting,
    long runsActive,
    long runsCompleted,
    long runsFailed,
    long stepsWaiting,
    long stepsActive,
    long stepsCompleted,
    long stepsFailed) {
  static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0);

  static RunCounts of(RunState run) {
    RunStatus status = run.status();
    return new RunCounts(
        one(isWaiting(status)),
        one(!status.isFinal() && !isWaiting(status)),
        one(status == RunStatus.COMPLETED || status == RunStatus.COMPENSATED),
        one(status == RunStatus.FAILED || status == RunStatus.TIMEOUT),
        run.open.waitingSteps(),
        run.open.activeSteps(),
        run.stepsCompleted,
        run.stepsFailed);
  }

  RunCounts plus(RunCounts other) {
    return new RunCounts(
        runsWaiting + other.runsWaiting,
        runsActive + other.runsActive,
        runsCompleted + other.runsCompleted,
        runsFailed + other.runsFailed,
        stepsWaiting + other.stepsWaiting,
        stepsActive + other.stepsActive,
        stepsCompleted + other.stepsCompleted,
        stepsFailed + other.stepsFailed);
  }

  RunCounts minus(RunCounts other) {
    return new RunCounts(
        runsWaiting - other.runsWaiting,
        runsActive - other.runsActive,
        runsCompleted - other.runsCompleted,
        runsFailed - other.runsFailed,
        stepsWaiting - other.stepsWaiting,
        stepsActive - other.stepsActive,
        stepsCompleted - other.stepsCompleted,
        stepsFailed - other.stepsFailed);
  }

  private static boolean isWaiting(RunStatus status) {
    return status == RunStatus.WAITING_DELAY
        || status == RunStatus.WAITING_INPUT
        || status == RunStatus.PENDING
        || status == RunStatus.PAUSED;
  }

  private static long one(boolean is) {
    return is ? 1 : 0;
  }
}
