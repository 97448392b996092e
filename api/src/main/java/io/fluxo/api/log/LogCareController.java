package io.fluxo.api.log;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogCheck;
import io.fluxo.messages.evidence.LogDesk;
import io.fluxo.messages.evidence.LogQuery.ListLogChecks;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has the log of the tenant looked after. It is of the whole tenant, whatever workspace. */
@Tag(name = "Log")
@RestController
@RequestMapping("/api/v1/log")
final class LogCareController {

  private final LogDesk desk;
  private final Rooms rooms;

  LogCareController(LogDesk desk, Rooms rooms) {
    this.desk = desk;
    this.rooms = rooms;
  }

  @Operation(summary = "Has checkpoints signed with a new key from now on")
  @Requires(Permission.LOG_MANAGE)
  @PostMapping("/keys/rotate")
  LogKeyView rotateKey(Caller caller, Context context) {
    requireWhole(caller);
    return LogKeyView.of(desk.rotate(context));
  }

  @Operation(summary = "Begins to compare all events with the log")
  @Requires(Permission.LOG_MANAGE)
  @PostMapping("/checks")
  @ResponseStatus(HttpStatus.ACCEPTED)
  LogCheck check(Caller caller, Context context) {
    requireWhole(caller);
    return desk.check(context);
  }

  @Operation(summary = "Lists the checks of events against the log, newest first")
  @Requires(Permission.LOG_READ)
  @GetMapping("/checks")
  CompletableFuture<Page<LogCheck>> listChecks(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller,
      Context context) {
    requireWhole(caller);
    return rooms
        .askPage(new ListLogChecks(context.tenant(), context.workspace(), Paging.of(cursor, limit)))
        .thenApply(LogCareController::shown);
  }

  private static Page<LogCheck> shown(Page<?> page) {
    return new Page<>(page.items().stream().map(LogCheck.class::cast).toList(), page.next());
  }

  private static void requireWhole(Caller caller) {
    if (!caller.workspaces().isEmpty()) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN,
          "The log is of the whole tenant: that is for who may enter all its workspaces");
    }
  }
}
