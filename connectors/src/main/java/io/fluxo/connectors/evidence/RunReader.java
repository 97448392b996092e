package io.fluxo.connectors.evidence;

import io.fluxo.connectors.evidence.pack.RunRecord;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogQuery.GetRunLeaves;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskQuery.FindTask;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.ListSteps;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowQuery.FindVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Gathers what a pack tells of a run. */
@Component
final class RunReader {

  private static final long LONGEST_SECONDS = 30;
  private static final String TASK_CREATED = "flx.human_task.created";

  /** Packs show all that a run asked people. */
  private static final Acting ALL = new Acting("evidence", Set.of(), Set.of(), true);

  private final QueryGateway queries;
  private final PayloadOpener opener;
  private final InstantSource clock;

  RunReader(QueryGateway queries, PayloadOpener opener, InstantSource clock) {
    this.opener = opener;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * Reads a run.
   *
   * @throws Rejection NOT_FOUND, INVALID_STATE where it has not ended, UNAVAILABLE where the log or
   *     the read models are not there yet
   */
  RunRecord read(Context context, RunId id) {
    String tenant = context.tenant();
    String workspace = context.workspace();
    RunView run = ask(new FindRun(tenant, workspace, id), RunView.class);
    if (!run.status().isFinal()) {
      throw Rejection.invalidState("prove", "run " + id, run.status().text());
    }
    RunLeaves leaves = ask(new GetRunLeaves(tenant, workspace, id.value()), RunLeaves.class);
    requireSame(run, leaves);
    List<StepView> steps =
        await(
            queries.query(
                new ListSteps(tenant, workspace, id),
                ResponseTypes.multipleInstancesOf(StepView.class)));
    List<TaskDetail> tasks = new ArrayList<>();
    for (RunLeaves.Leaf leaf : leaves.leaves()) {
      if (leaf.event().type().equals(TASK_CREATED)) {
        TaskId task = new TaskId(leaf.event().subject());
        tasks.add(ask(new FindTask(tenant, workspace, task, ALL), TaskDetail.class));
      }
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new RunRecord(
        tenant, workspace, run, steps, tasks, definition(context, run), leaves, opener, now);
  }

  private Map<String, Object> definition(Context context, RunView run) {
    FindVersion version =
        new FindVersion(
            context.tenant(), context.workspace(), run.workflow().id(), run.workflow().version());
    VersionView found = ask(version, VersionView.class);
    if (found.definition() == null || !run.workflow().hash().equals(found.hash())) {
      throw new Rejection(
          Rejection.Code.DAMAGED,
          "Expected the definition that run %s began with, but it is another"
              .formatted(run.runId()));
    }
    return found.definition().object();
  }

  /** Somebody may have taken the run up again between two questions. */
  private static void requireSame(RunView run, RunLeaves leaves) {
    long own =
        leaves.leaves().stream()
            .filter(leaf -> leaf.event().subject().equals(run.runId().value()))
            .count();
    if (own != run.events()) {
      throw new Rejection(
          Rejection.Code.UNAVAILABLE,
          "Expected run %s to stand still, but something happened to it: try again"
              .formatted(run.runId()));
    }
  }

  private <R> R ask(Object query, Class<R> answer) {
    return await(queries.query(query, ResponseTypes.instanceOf(answer)));
  }

  private static <R> R await(CompletableFuture<R> answer) {
    try {
      return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Rejection rejection) {
          throw rejection;
        }
      }
      throw new IllegalStateException("A question about a run failed", e);
    } catch (TimeoutException e) {
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static Rejection unavailable() {
    return new Rejection(
        Rejection.Code.UNAVAILABLE, "Expected to read the run, but that takes too long: try again");
  }
}
