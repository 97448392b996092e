package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand.ResolveStep;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do with single steps. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/runs/{run}/steps/{step}")
final class StepController {

  private static final int LONGEST_REASON = 1_000;

  /**
   * What somebody found out about an effect whose outcome was not known.
   *
   * @param outcome {@code succeeded} or {@code failed}
   * @param output what the step gives where it succeeded
   * @param reason how that is known
   */
  record ResolveRequest(
      @Nullable String outcome, @Nullable Object output, @Nullable String reason) {}

  private final Rooms rooms;

  StepController(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Settles a step, after which the run goes on. */
  @Operation(summary = "Settles a step whose outcome is unknown")
  @Requires(Permission.RUNS_RESOLVE)
  @PostMapping("/resolve")
  CompletableFuture<Map<String, Object>> resolve(
      @PathVariable String run,
      @PathVariable String step,
      @RequestBody ResolveRequest body,
      Context context) {
    String reason = body.reason() == null ? "" : body.reason();
    if (reason.length() > LONGEST_REASON) {
      throw Problems.invalid(
          "/reason", "The reason is too long", "at most " + LONGEST_REASON + " characters");
    }
    ResolveStep command = new ResolveStep(stepOf(run, step), outcome(body, reason), reason);
    return rooms
        .<Object>send(command, context)
        .thenApply(done -> Map.of("runId", run, "step", command.stepId().ordinal()));
  }

  private static StepOutcome outcome(ResolveRequest body, String reason) {
    if ("succeeded".equals(body.outcome())) {
      Payload output = body.output() == null ? Payload.EMPTY : Payload.of(body.output());
      return new StepOutcome.Succeeded(output, null);
    }
    if ("failed".equals(body.outcome())) {
      String message = reason.isEmpty() ? "Found out not to have happened" : reason;
      return new StepOutcome.Failed(Failure.permanent(Failure.REFUSED, message), null);
    }
    throw Problems.invalid("/outcome", "There is no such outcome", "succeeded or failed");
  }

  private static StepId stepOf(String run, String step) {
    if (!step.matches("[1-9][0-9]{0,8}")) {
      throw Rejection.notFound("step of that number");
    }
    return StepId.of(RunController.run(run), Integer.parseInt(step));
  }
}
