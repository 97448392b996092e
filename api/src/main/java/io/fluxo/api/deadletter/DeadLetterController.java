package io.fluxo.api.deadletter;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.deadletter.DeadLetterQuery.ListDeadEvents;
import io.fluxo.messages.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the people of a tenant which of their events lists and views do not show. */
@Tag(name = "Events")
@RestController
final class DeadLetterController {

  private final Rooms rooms;

  DeadLetterController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Lists the events that lists and views do not show, oldest first")
  @Requires(Permission.EVENTS_READ)
  @GetMapping("/api/v1/dead-letters/events")
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListDeadEvents(context.tenant(), context.workspace(), Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }
}
