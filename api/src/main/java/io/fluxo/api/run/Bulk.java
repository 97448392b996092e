package io.fluxo.api.run;

import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.ListDeadLetters;
import io.fluxo.messages.run.RunQuery.ListRuns;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Acts on many runs: each is asked for itself, and what one refuses stops no other. */
@Component
final class Bulk {

  private static final int MOST = 1_000;
  private static final int PAGE = 200;

  /** What can be done with many runs. */
  enum Act {
    RETRY,
    DISCARD,
    PAUSE,
    RESUME,
    CANCEL;

    static Act of(@Nullable String text) {
      for (Act act : values()) {
        if (act.name().toLowerCase(Locale.ROOT).equals(text)) {
          return act;
        }
      }
      throw Problems.invalid(
          "/action", "There is no such action", "retry, discard, pause, resume or cancel");
    }

    /** Whether it is about runs that ask for a person. */
    boolean mends() {
      return this == RETRY || this == DISCARD;
    }
  }

  /** Which runs: those of dead letters where the act mends, else those that are under way. */
  record Filter(
      @Nullable String workflow,
      @Nullable String status,
      @Nullable Attention attention,
      @Nullable String node,
      @Nullable String errorClass) {}

  /** The runs that match, and whether there are more than are taken at once. */
  record Found(List<RunId> runs, boolean more) {}

  private final Rooms rooms;

  Bulk(Rooms rooms) {
    this.rooms = rooms;
  }

  CompletableFuture<Found> find(Act act, Filter filter, Context context) {
    RunStatus status = status(act, filter);
    return page(act, filter, status, context, null, new ArrayList<>());
  }

  private CompletableFuture<Found> page(
      Act act,
      Filter filter,
      @Nullable RunStatus status,
      Context context,
      @Nullable String cursor,
      List<RunId> found) {
    PageRequest page = new PageRequest(cursor, PAGE);
    Object query =
        act.mends()
            ? new ListDeadLetters(
                context.tenant(),
                context.workspace(),
                filter.attention(),
                filter.workflow(),
                filter.node(),
                filter.errorClass(),
                page)
            : new ListRuns(
                context.tenant(),
                context.workspace(),
                filter.workflow(),
                status,
                null,
                null,
                null,
                page);
    return rooms
        .askPage(query)
        .thenCompose(
            answer -> {
              Page<?> runs = answer;
              runs.items().forEach(run -> add(act, (RunView) run, found));
              String next = runs.next();
              if (next == null || found.size() >= MOST) {
                return CompletableFuture.completedFuture(
                    new Found(
                        List.copyOf(found.subList(0, Math.min(MOST, found.size()))),
                        next != null || found.size() > MOST));
              }
              return page(act, filter, status, context, next, found);
            });
  }

  private static void add(Act act, RunView run, List<RunId> found) {
    if (act.mends() || !run.status().isFinal()) {
      found.add(run.runId());
    }
  }

  /** A filter on the status: pausing and cancelling are about runs that have not ended. */
  private static @Nullable RunStatus status(Act act, Filter filter) {
    if (filter.status() != null) {
      return RunController.status(filter.status());
    }
    if (act == Act.RESUME) {
      return RunStatus.PAUSED;
    }
    if (!act.mends() && filter.workflow() == null) {
      throw Problems.invalid(
          "/workflow", "That would be every run of the workspace", "a workflow or a status");
    }
    return null;
  }

  /** Acts on each; answers with those that refused. */
  CompletableFuture<Map<String, String>> act(
      Act act, List<RunId> runs, String reason, boolean compensate, Context context) {
    Map<String, String> refused = new TreeMap<>();
    List<CompletableFuture<?>> sent = new ArrayList<>(runs.size());
    for (RunId run : runs) {
      sent.add(
          rooms
              .<Object>send(command(act, run, reason, compensate), context)
              .handle(
                  (done, error) -> {
                    if (error != null) {
                      synchronized (refused) {
                        refused.put(run.value(), why(error));
                      }
                    }
                    return run;
                  }));
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(all -> refused);
  }

  private static RunCommand command(Act act, RunId run, String reason, boolean compensate) {
    return switch (act) {
      case RETRY -> new RunCommand.RetryStep(run, null, reason);
      case DISCARD -> new RunCommand.DiscardRun(run, reason);
      case PAUSE -> new RunCommand.PauseRun(run, reason);
      case RESUME -> new RunCommand.ContinueRun(run, reason);
      case CANCEL -> new RunCommand.CancelRun(run, reason, compensate);
    };
  }

  private static String why(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof Rejection rejection
        ? String.valueOf(rejection.getMessage())
        : "The service could not take it now";
  }
}
