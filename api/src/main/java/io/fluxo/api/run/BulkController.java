package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking the wheel of many runs at once: first the preview, then the act. */
@Tag(name = "Run control")
@RestController
@RequestMapping("/api/v1/runs/bulk")
final class BulkController {

  private static final int SHOWN = 20;

  /**
   * What would be, or was, done.
   *
   * @param matches how many runs it is about
   * @param more whether there are more than can be taken at once
   * @param runs the first of them
   * @param done how many were taken, null in a preview
   * @param refused those that were not, with the reason
   */
  record BulkAnswer(
      int matches,
      boolean more,
      List<String> runs,
      @Nullable Integer done,
      @Nullable Map<String, String> refused) {}

  private final Bulk bulk;

  BulkController(Bulk bulk) {
    this.bulk = bulk;
  }

  @Operation(summary = "Shows what an act on many runs would touch, and does it where that is told")
  @Requires(Permission.RUNS_CONTROL)
  @PostMapping
  CompletableFuture<BulkAnswer> act(@RequestBody BulkRequest body, Context context) {
    BulkAct act = BulkAct.of(body.action());
    Function<RunId, RunCommand> order = BulkOrder.of(act, body);
    return bulk.find(act, body.filter(), context)
        .thenCompose(
            found -> {
              if (body.expected() == null) {
                return CompletableFuture.completedFuture(answer(found, null, null));
              }
              if (found.runs().size() != body.expected()) {
                throw new Rejection(
                    Rejection.Code.CONFLICT,
                    "Expected to touch %d runs, but there are %d now: look at the preview again"
                        .formatted(body.expected(), found.runs().size()));
              }
              return bulk.act(found.runs(), order, context)
                  .thenApply(
                      refused -> answer(found, found.runs().size() - refused.size(), refused));
            });
  }

  private static BulkAnswer answer(
      Bulk.Found found, @Nullable Integer done, @Nullable Map<String, String> refused) {
    List<String> runs = found.runs().stream().limit(SHOWN).map(run -> run.value()).toList();
    return new BulkAnswer(found.runs().size(), found.more(), runs, done, refused);
  }
}
