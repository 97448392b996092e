package io.fluxo.api.run;

import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.ListDeadLetters;
import io.fluxo.messages.run.RunQuery.ListRuns;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Acts on many runs: each is asked for itself, and what one refuses stops no other. */
@Component
final class Bulk {

  private static final int MOST = 1_000;
  private static final int PAGE = 200;

  /** The runs that match, and whether there are more than are taken at once. */
  record Found(List<RunId> runs, boolean more) {}

  private final Rooms rooms;

  Bulk(Rooms rooms) {
    this.rooms = rooms;
  }

  CompletableFuture<Found> find(BulkAct act, BulkFilter filter, Context context) {
    RunStatus status = status(act, filter);
    return page(act, filter, status, context, null, new ArrayList<>());
  }

  private CompletableFuture<Found> page(
      BulkAct act,
      BulkFilter filter,
      @Nullable RunStatus status,
      Context context,
      @Nullable String cursor,
      List<RunId> found) {
    PageRequest page = new PageRequest(cursor, PAGE);
    Object query =
        act.looksAmongTheDead(filter)
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
              runs.items().forEach(run -> add(act, filter, (RunView) run, found));
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

  private static void add(BulkAct act, BulkFilter filter, RunView run, List<RunId> found) {
    boolean askedFor = act.steers() && filter.status() != null;
    if (askedFor || act.looksAmongTheDead(filter) || !run.status().isFinal()) {
      found.add(run.runId());
    }
  }

  /** A filter on the status: pausing and cancelling are about runs that have not ended. */
  private static @Nullable RunStatus status(BulkAct act, BulkFilter filter) {
    if (filter.status() != null) {
      return RunController.status(filter.status());
    }
    if (act == BulkAct.RESUME) {
      return RunStatus.PAUSED;
    }
    if (!act.looksAmongTheDead(filter) && filter.workflow() == null) {
      throw Problems.invalid(
          "/workflow", "That would be every run of the workspace", "a workflow or a status");
    }
    return null;
  }

  /** Asks each; answers with those that refused. */
  CompletableFuture<Map<String, String>> act(
      List<RunId> runs, Function<RunId, RunCommand> order, Context context) {
    Map<String, String> refused = new TreeMap<>();
    List<CompletableFuture<?>> sent = new ArrayList<>(runs.size());
    for (RunId run : runs) {
      sent.add(
          rooms
              .<Object>send(order.apply(run), context)
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

  private static String why(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof Rejection rejection
        ? String.valueOf(rejection.getMessage())
        : "The service could not take it now";
  }
}
