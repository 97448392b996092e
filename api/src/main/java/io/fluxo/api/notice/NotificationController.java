package io.fluxo.api.notice;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.access.Permission;
import io.fluxo.api.notice.NotificationInbox.Owner;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the caller is told in the application, as a list and as a stream. */
@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/v1/notifications")
final class NotificationController {

  private final NotificationInbox inbox;
  private final NotificationStreams streams;

  NotificationController(NotificationInbox inbox, NotificationStreams streams) {
    this.inbox = inbox;
    this.streams = streams;
  }

  @Operation(summary = "Lists what the caller is told, newest first")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping
  Page<NotificationView> list(
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller,
      Context context) {
    return inbox.list(owner(caller, context), unread, Paging.of(cursor, limit));
  }

  @Operation(summary = "Notes that the caller has read one")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/{id}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable String id, Caller caller, Context context) {
    Owner owner = owner(caller, context);
    if (!id.matches("[0-9a-f]{40}") || !inbox.read(owner, id)) {
      throw Rejection.notFound("notification of that id");
    }
  }

  @Operation(summary = "Notes that the caller has read all")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readAll(Caller caller, Context context) {
    inbox.readAll(owner(caller, context));
  }

  @Operation(summary = "Streams what the caller has not read, and on as it comes")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      Caller caller,
      HttpServletRequest request,
      Context context) {
    if (last != null && !last.matches("\\d{1,18}")) {
      throw Problems.invalid("/Last-Event-ID", "There is no such event", "the id of an event");
    }
    return streams.open(
        context,
        owner(caller, context),
        last == null ? 0 : Long.parseLong(last),
        !caller.may(Permission.DATA_UNMASKED),
        Caller.standing(request));
  }

  private static Owner owner(Caller caller, Context context) {
    return new Owner(context.tenant(), context.workspace(), Owners.account(caller));
  }
}
