package io.fluxo.api.privacy;

import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is held of a person.
 *
 * @param subject the hash of what identifies the person
 * @param retentionDays how long it is kept after the end of a run where the workflow says nothing
 *     else, null for ever
 */
record AccessReport(
    String subject,
    String tenant,
    String workspace,
    Instant at,
    @Nullable Integer retentionDays,
    List<Entry> runs) {

  /** What one run holds: why, what came in, what was done with it, and what came of it. */
  record Entry(RunView run, @Nullable String purpose, List<StepView> steps, List<TaskView> tasks) {}
}
