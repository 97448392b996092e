package io.fluxo.api.run;

import io.fluxo.api.context.Ids;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.limit.Seats;
import io.fluxo.api.limit.WaitSeats;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Starts runs for whoever asks over HTTP, and answers with their end where the caller waits. */
@Component
final class RunStarter {

  /** What is to be started. */
  record Wanted(
      WorkflowId workflow,
      @Nullable Integer version,
      Payload input,
      @Nullable String businessKey,
      @Nullable IdempotencyKey key) {}

  private final Rooms rooms;
  private final RunEndings endings;
  private final Ids ids;
  private final WaitSeats seats;

  RunStarter(Rooms rooms, RunEndings endings, Ids ids, WaitSeats seats) {
    this.rooms = rooms;
    this.endings = endings;
    this.ids = ids;
    this.seats = seats;
  }

  /**
   * Starts a run; 200 with its end where it came in time, 202 otherwise.
   *
   * @throws io.fluxo.api.problem.Refused where too many wait already; nothing was started then
   */
  CompletableFuture<ResponseEntity<RunAnswer>> start(
      Wanted wanted, @Nullable Duration wait, Context context) {
    if (wait == null) {
      return begin(wanted, null, context);
    }
    Seats.Seat seat = seats.take(context);
    return begin(wanted, wait, context).whenComplete((answer, refused) -> seat.close());
  }

  private CompletableFuture<ResponseEntity<RunAnswer>> begin(
      Wanted wanted, @Nullable Duration wait, Context context) {
    StartRun command =
        new StartRun(
            new RunId(ids.next()),
            wanted.workflow(),
            wanted.version(),
            TriggerKind.MANUAL,
            null,
            wanted.input(),
            wanted.businessKey(),
            wanted.key(),
            null,
            0);
    CompletableFuture<@Nullable RunEnd> end =
        wait == null ? null : endings.await(command.runId(), wait);
    return rooms
        .<RunStart>send(command, context)
        .whenComplete(
            (start, refused) -> {
              if (end != null && (refused != null || start.duplicate())) {
                end.complete(null);
              }
            })
        .thenCompose(
            start -> {
              if (start.duplicate()) {
                return repeated(start, context);
              }
              return end == null
                  ? CompletableFuture.completedFuture(answer(start, null))
                  : end.thenApply(ended -> answer(start, ended));
            });
  }

  /** A repeated start is answered with how the first one stands. */
  private CompletableFuture<ResponseEntity<RunAnswer>> repeated(RunStart start, Context context) {
    return rooms
        .ask(new FindRun(context.tenant(), context.workspace(), start.runId()), RunView.class)
        .thenApply(
            view -> {
              RunEnd end =
                  view.status().isFinal()
                      ? new RunEnd(view.status(), view.output(), view.failure())
                      : null;
              return ResponseEntity.status(end == null ? 202 : 200)
                  .header("Idempotency-Replayed", "true")
                  .header("Location", "/api/v1/runs/" + start.runId().value())
                  .body(RunAnswer.of(start, end));
            });
  }

  private static ResponseEntity<RunAnswer> answer(RunStart start, @Nullable RunEnd end) {
    return ResponseEntity.status(end == null ? 202 : 200)
        .header("Location", "/api/v1/runs/" + start.runId().value())
        .body(RunAnswer.of(start, end));
  }
}
