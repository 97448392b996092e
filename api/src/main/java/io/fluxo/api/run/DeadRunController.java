package io.fluxo.api.run;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.RunQuery.ListDeadLetters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs that ask for a person: their steps, log and events tell the rest. */
@Tag(name = "Run control")
@RestController
@RequestMapping("/api/v1/dead-letters")
final class DeadRunController {

  private final Rooms rooms;

  DeadRunController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Lists the runs that failed, wait for a decision, or are not undone")
  @Requires(Permission.RUNS_READ)
  @GetMapping
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String attention,
      @RequestParam(required = false) @Nullable String workflow,
      @RequestParam(required = false) @Nullable String node,
      @RequestParam(required = false) @Nullable String errorClass,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListDeadLetters(
                context.tenant(),
                context.workspace(),
                attention(attention),
                workflow,
                node,
                errorClass,
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  static @Nullable Attention attention(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Attention.of(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "/attention",
          "There is no such reason",
          "failed, escalated, outcome_unknown or undo_failed");
    }
  }
}
