package io.fluxo.messages.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How people were served: what was asked for in the time, what became of it, and why some were
 * refused.
 *
 * @param refusals the decisions against somebody, the newest first
 * @param moreRefusals whether there are more than are listed
 */
public record ServiceReport(
    Instant from,
    Instant to,
    List<Service> workflows,
    List<Refusal> refusals,
    boolean moreRefusals) {

  /**
   * A workflow. Times are in seconds and null where nothing has ended.
   *
   * @param workflow empty for tasks of no run
   * @param runs how many began
   * @param completed how many of them came to their end
   * @param failed how many ended otherwise
   * @param open how many are still under way
   * @param seconds from begin to end, on average
   * @param tasks how many tasks people were asked
   * @param answered how many were answered
   * @param pending how many are still open
   * @param overdue how many of these are late
   * @param inTime how many that had a deadline were over before it
   * @param late how many were not
   * @param answerSeconds from question to answer, on average
   * @param decisions how often people decided what
   */
  public record Service(
      String workflow,
      long runs,
      long completed,
      long failed,
      long open,
      @Nullable Double seconds,
      long tasks,
      long answered,
      long pending,
      long overdue,
      long inTime,
      long late,
      @Nullable Double answerSeconds,
      Map<String, Long> decisions) {}

  /**
   * A decision against somebody.
   *
   * @param run null for a task of no run
   * @param reason as the one who decided said, null where nothing was said
   */
  public record Refusal(
      String task,
      @Nullable String run,
      @Nullable String workflow,
      String outcome,
      String by,
      Instant at,
      @Nullable String reason) {}
}
