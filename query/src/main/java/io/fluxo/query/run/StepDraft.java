package io.fluxo.query.run;

import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step view while it is being folded. */
final class StepDraft {
  private static final String HUMAN_TASK = "human_task";

  private final int ordinal;
  private final String node;
  private final Instant startedAt;
  private String status;
  private @Nullable String type;
  private int attempts;
  private @Nullable Payload input;
  private @Nullable Payload output;
  private @Nullable String branch;
  private @Nullable Failure failure;
  private @Nullable Instant endedAt;
  private @Nullable String undo;

  StepDraft(int ordinal, String node, String status, Instant startedAt) {
    this.ordinal = ordinal;
    this.node = node;
    this.status = status;
    this.startedAt = startedAt;
  }

  boolean isOpen() {
    return endedAt == null;
  }

  void asked(String nodeType, Payload with) {
    type = nodeType;
    input = with;
  }

  void attempt(int number) {
    attempts = Math.max(attempts, number);
    status = "active";
    failure = null;
  }

  void turn(String to, @Nullable Failure why) {
    status = to;
    failure = why;
  }

  void end(String as, Instant time, @Nullable Failure why) {
    turn(as, why);
    endedAt = time;
  }

  /** The step is open again. */
  void again(String as, @Nullable Failure why) {
    turn(as, why);
    endedAt = null;
  }

  void waitsForPeople() {
    type = HUMAN_TASK;
  }

  /** Whether it has a stream of its own that tells of its attempts. */
  boolean isStep() {
    return type != null && !type.equals(HUMAN_TASK);
  }

  void undo(String how) {
    undo = how;
  }

  void result(@Nullable Payload value, @Nullable String way) {
    output = value;
    branch = way;
  }

  StepView view() {
    return new StepView(
        ordinal,
        node,
        type,
        status,
        attempts,
        input,
        output,
        branch,
        failure,
        startedAt,
        endedAt,
        endedAt == null ? null : Duration.between(startedAt, endedAt).toMillis(),
        undo);
  }
}
