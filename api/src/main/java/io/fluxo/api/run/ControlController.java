package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunCommand.ContinueRun;
import io.fluxo.messages.run.RunCommand.DiscardRun;
import io.fluxo.messages.run.RunCommand.EditVariables;
import io.fluxo.messages.run.RunCommand.ForceRun;
import io.fluxo.messages.run.RunCommand.PauseRun;
import io.fluxo.messages.run.RunCommand.RetryStep;
import io.fluxo.messages.run.RunCommand.RewindRun;
import io.fluxo.messages.run.RunCommand.SkipStep;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.PreviewUndo;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.Undo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking the wheel of a run. Each act says why, and is an event of the run. */
@Tag(name = "Run control")
@RestController
@RequestMapping("/api/v1/runs/{id}")
final class ControlController {

  /** Why somebody does something. */
  record Because(@Nullable String reason) {}

  /**
   * What to retry.
   *
   * @param step its number; without it, where the run failed
   */
  record RetryRequest(@Nullable Integer step, @Nullable String reason) {}

  /**
   * What to skip.
   *
   * @param step its number; without it, where the run failed
   * @param output what its node is taken to have given
   * @param branch the branch to take
   */
  record SkipRequest(
      @Nullable Integer step,
      @Nullable Object output,
      @Nullable String branch,
      @Nullable String reason) {}

  /**
   * Where to go on.
   *
   * @param node the node
   * @param step what is left; without it, what is open in the run itself
   */
  record ForceRequest(@Nullable String node, @Nullable Integer step, @Nullable String reason) {}

  /** What to go back to: a step by its number, or the last visit of a node. */
  record RewindRequest(@Nullable Integer step, @Nullable String node, @Nullable String reason) {}

  /** Variables: new values by name, and names of those to remove. */
  record VariablesRequest(
      @Nullable Map<String, @Nullable Object> set,
      @Nullable List<String> remove,
      @Nullable String reason) {}

  private final Rooms rooms;

  ControlController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Begins nothing new in a run until it is continued")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/pause")
  CompletableFuture<RunView> pause(
      @PathVariable String id, @RequestBody Because body, Context context) {
    return act(new PauseRun(RunController.run(id), Reasons.of(body.reason())), context);
  }

  @Operation(summary = "Goes on with a paused run")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/resume")
  CompletableFuture<RunView> resume(
      @PathVariable String id, @RequestBody Because body, Context context) {
    return act(new ContinueRun(RunController.run(id), Reasons.of(body.reason())), context);
  }

  @Operation(summary = "Gives a step another chance; a run that failed there goes on")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/retry")
  CompletableFuture<RunView> retry(
      @PathVariable String id, @RequestBody RetryRequest body, Context context) {
    return act(
        new RetryStep(RunController.run(id), body.step(), Reasons.of(body.reason())), context);
  }

  @Operation(summary = "Goes on as if a step had given an output")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/skip")
  CompletableFuture<RunView> skip(
      @PathVariable String id, @RequestBody SkipRequest body, Context context) {
    return act(
        new SkipStep(
            RunController.run(id),
            body.step(),
            BulkOrder.output(body.output()),
            body.branch(),
            Reasons.of(body.reason())),
        context);
  }

  @Operation(summary = "Leaves a step and goes on at another node")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/force")
  CompletableFuture<RunView> force(
      @PathVariable String id, @RequestBody ForceRequest body, Context context) {
    return act(
        new ForceRun(
            RunController.run(id),
            body.step(),
            Reasons.node("/node", body.node()),
            Reasons.of(body.reason())),
        context);
  }

  @Operation(summary = "Goes back to before a node was visited; what was done stays recorded")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/rewind")
  CompletableFuture<RunView> rewind(
      @PathVariable String id, @RequestBody RewindRequest body, Context context) {
    String node = body.step() == null ? Reasons.node("/node", body.node()) : null;
    return act(
        new RewindRun(RunController.run(id), body.step(), node, Reasons.of(body.reason())),
        context);
  }

  @Operation(summary = "Changes variables of a run")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/variables")
  CompletableFuture<RunView> variables(
      @PathVariable String id, @RequestBody VariablesRequest body, Context context) {
    return act(
        new EditVariables(
            RunController.run(id),
            Reasons.set(body.set()),
            Reasons.remove(body.remove()),
            Reasons.of(body.reason())),
        context);
  }

  @Operation(summary = "Gives up on the failure of a run")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping("/discard")
  CompletableFuture<RunView> discard(
      @PathVariable String id, @RequestBody Because body, Context context) {
    return act(new DiscardRun(RunController.run(id), Reasons.of(body.reason())), context);
  }

  @Operation(summary = "Lists what would be undone if the run were compensated now")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/compensation")
  CompletableFuture<Map<String, List<Undo>>> compensation(
      @PathVariable String id, Context context) {
    return rooms
        .askAll(
            new PreviewUndo(context.tenant(), context.workspace(), RunController.run(id)),
            Undo.class)
        .thenApply(undo -> Map.of("items", undo));
  }

  /** Acts, and shows how the run stands then. */
  private CompletableFuture<RunView> act(RunCommand command, Context context) {
    RunId run = command.runId();
    return rooms
        .<Object>send(command, context)
        .thenCompose(
            done ->
                rooms.ask(new FindRun(context.tenant(), context.workspace(), run), RunView.class));
  }
}
