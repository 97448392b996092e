package io.fluxo.api.event;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Ids;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.mask.PersonalReads;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.catalogue.EventSchemas;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventQuery.GetValue;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredValue;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.trigger.EventRouting;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The events that are stored, their kinds, and events from outside. */
@Tag(name = "Events")
@RestController
final class EventController {

  private static final int LONGEST_NAME = 128;

  /**
   * An event from outside.
   *
   * @param id unique in the workspace; a repeated id starts and resumes nothing twice
   */
  record EmitRequest(
      @Nullable String name,
      @Nullable String correlation,
      @Nullable Object data,
      @Nullable String id) {}

  /** A kind of event, and where its JSON Schema is. */
  record EventType(String name, int revision, String summary, String schema) {}

  private final Rooms rooms;
  private final EventRouting routing;
  private final Ids ids;
  private final PersonalReads reads;

  EventController(Rooms rooms, EventRouting routing, Ids ids, PersonalReads reads) {
    this.reads = reads;
    this.rooms = rooms;
    this.routing = routing;
    this.ids = ids;
  }

  @Operation(summary = "Lists stored events, oldest first")
  @Requires(Permission.EVENTS_READ)
  @GetMapping({"/api/v1/events", "/api/engine/events"})
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable Instant after,
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListEvents(
                context.tenant(),
                context.workspace(),
                subject,
                type,
                after,
                before,
                Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  /** A value that an event names by its hash, as the very text that was hashed. */
  @Operation(summary = "Gives a value that an event names by its hash")
  @Requires(Permission.DATA_UNMASKED)
  @GetMapping(path = "/api/v1/values/{sha256}", produces = MediaType.APPLICATION_JSON_VALUE)
  CompletableFuture<ResponseEntity<String>> value(@PathVariable String sha256, Context context) {
    return rooms
        .ask(new GetValue(context.tenant(), context.workspace(), sha256), StoredValue.class)
        .thenApply(
            value -> {
              reads.answered(context, "value:" + sha256, "/api/v1/values/" + sha256, value.json());
              return ResponseEntity.ok()
                  .cacheControl(
                      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                  .eTag(value.sha256())
                  .body(value.json());
            });
  }

  @Operation(summary = "Lists the kinds of events")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/api/v1/event-types")
  Map<String, List<EventType>> types() {
    return Map.of(
        "items",
        EventCatalogue.entries().stream()
            .map(
                entry ->
                    new EventType(
                        entry.name(),
                        entry.revision(),
                        entry.summary(),
                        "/api/v1/event-types/" + entry.name() + "/schema"))
            .toList());
  }

  /** The JSON Schema (2020-12) of an event as it is stored and as it leaves the system. */
  @Operation(summary = "Gives the JSON Schema of a kind of event")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping(path = "/api/v1/event-types/{name}/schema", produces = "application/schema+json")
  Map<String, Object> schema(@PathVariable String name) {
    Map<String, Object> schema = EventSchemas.of(name);
    if (schema == null) {
      throw Rejection.notFound("event of that name");
    }
    return schema;
  }

  @Operation(summary = "Brings an event to waiting runs and event triggers")
  @Requires(Permission.EVENTS_SEND)
  @PostMapping("/api/v1/events")
  EventRouting.Routed emit(@RequestBody EmitRequest body, Context context) {
    String name = body.name();
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw Problems.invalid("/name", "The event has no name", "1 to 128 characters");
    }
    return routing.route(
        context,
        body.id() == null ? ids.next() : body.id(),
        name,
        body.correlation(),
        Payload.of(body.data()));
  }
}
