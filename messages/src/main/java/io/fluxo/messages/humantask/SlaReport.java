package io.fluxo.messages.humantask;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tasks would have kept deadlines.
 *
 * @param tasks how many were looked at
 * @param more whether there are more than are looked at together
 * @param startedLate how many would have been begun with too late, or not at all
 * @param answeredLate how many would have been answered too late, or not at all
 * @param late those that would have been late, the oldest first
 */
public record SlaReport(
    int tasks, boolean more, int startedLate, int answeredLate, List<Late> late) {

  /**
   * A task that would have been late.
   *
   * @param startBy when it had to be begun with, null for whenever
   * @param startedAt when it was, null for never
   * @param due when it had to be answered, null for whenever
   * @param endedAt when it was, null where it is open
   * @param by by how much working time it was too late
   */
  public record Late(
      TaskId taskId,
      @Nullable String workflow,
      @Nullable String person,
      @Nullable Instant startBy,
      @Nullable Instant startedAt,
      @Nullable Instant due,
      @Nullable Instant endedAt,
      Duration by) {}
}
