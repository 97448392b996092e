package io.fluxo.api.deadletter;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Fields;
import io.fluxo.messages.deadletter.DeadEvent;
import io.fluxo.messages.deadletter.DeadEvents;
import io.fluxo.messages.deadletter.DeadEvents.Retried;
import io.fluxo.messages.deadletter.DeadWork;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What could not be dealt with in the whole installation, for whoever runs it. It names tenants,
 * ids and kinds of events; nothing of what they say is shown.
 */
@Tag(name = "Repair")
@RestController
@RequestMapping("/api/v1/system/dead-letters")
final class RepairController {

  private static final int LONGEST_REASON = 500;

  /** Why an event is passed over. */
  record DiscardRequest(@Nullable String reason) {}

  private final DeadEvents events;
  private final DeadWork work;

  RepairController(DeadEvents events, DeadWork work) {
    this.events = events;
    this.work = work;
  }

  @Operation(summary = "Lists the events of all tenants that the read models do not show")
  @Requires(Permission.SYSTEM_REPAIR)
  @GetMapping("/events")
  Page<DeadEvent> deadEvents(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = Paging.of(cursor, limit);
    long after = page.cursor() == null ? 0 : position(page.cursor());
    return Paging.page(
        events.list(after, page.limit() + 1), page, event -> Long.toString(event.position()));
  }

  @Operation(summary = "Tries the events of all streams again")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/events/retry")
  Retried retryEvents() {
    return events.retryAll();
  }

  @Operation(summary = "Tries the stream of an event again")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/events/{position}/retry")
  Retried retryEvent(@PathVariable String position) {
    return events.retry(position(position));
  }

  @Operation(summary = "Passes over an event for good, and tries those after it again")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/events/{position}/discard")
  Retried discardEvent(
      @PathVariable String position, @RequestBody DiscardRequest body, Caller caller) {
    String reason = Fields.text("/reason", body.reason(), LONGEST_REASON);
    return events.discard(position(position), caller.actor(), reason);
  }

  @Operation(summary = "Lists the work of runs that is set aside")
  @Requires(Permission.SYSTEM_REPAIR)
  @GetMapping("/open-work")
  Page<DeadWork.Item> deadWork(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = Paging.of(cursor, limit);
    String after = page.cursor() == null ? "" : page.cursor();
    return Paging.page(work.list(after, page.limit() + 1), page, DeadWork.Item::id);
  }

  @Operation(summary = "Has all work tried again that is set aside")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/open-work/retry")
  Map<String, Integer> retryWork() {
    return Map.of("retried", work.retryAll());
  }

  @Operation(summary = "Has work tried again that is set aside")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/open-work/{id}/retry")
  Map<String, Integer> retryOneWork(@PathVariable String id) {
    work.retry(id);
    return Map.of("retried", 1);
  }

  private static long position(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Rejection.notFound("dead event of that position");
    }
    return Long.parseLong(text);
  }
}
