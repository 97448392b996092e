package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
   * What to do with which runs.
   *
   * @param action retry, discard, pause, resume or cancel
   * @param compensate whether cancelled runs are undone
   * @param expected how many runs the preview told; without it, this is the preview
   */
  record BulkRequest(
      @Nullable String action,
      @Nullable String workflow,
      @Nullable String status,
      @Nullable String attention,
      @Nullable String node,
      @Nullable String errorClass,
      @Nullable Boolean compensate,
      @Nullable String reason,
      @Nullable Integer expected) {}

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
    Bulk.Act act = Bulk.Act.of(body.action());
    String reason = Reasons.of(body.reason());
    Bulk.Filter filter =
        new Bulk.Filter(
            body.workflow(),
            body.status(),
            DeadRunController.attention(body.attention()),
            body.node(),
            body.errorClass());
    return bulk.find(act, filter, context)
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
              boolean compensate = Boolean.TRUE.equals(body.compensate());
              return bulk.act(act, found.runs(), reason, compensate, context)
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
