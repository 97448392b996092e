package io.fluxo.api.run;

import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a start.
 *
 * @param output the result, where the caller waited for the end and it came in time
 * @param links where to watch the run
 */
record RunAnswer(
    RunId runId,
    RunStatus status,
    String workflow,
    int version,
    @Nullable Payload output,
    @Nullable Failure failure,
    Map<String, String> links) {

  static RunAnswer of(RunStart start, @Nullable RunEnd end) {
    String self = "/api/v1/runs/" + start.runId().value();
    return new RunAnswer(
        start.runId(),
        end == null ? RunStatus.RUNNING : end.status(),
        start.workflow().id().value(),
        start.workflow().version(),
        end == null ? null : end.output(),
        end == null ? null : end.failure(),
        Map.of("self", self, "steps", self + "/steps", "logs", self + "/logs"));
  }
}
