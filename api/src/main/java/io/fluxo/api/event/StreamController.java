package io.fluxo.api.event;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events (WHATWG HTML, section 9.2) of a run and of a workspace. */
@Tag(name = "Events")
@RestController
final class StreamController {

  private final EventStreams streams;

  StreamController(EventStreams streams) {
    this.streams = streams;
  }

  @Operation(summary = "Streams the events of a run as they are stored")
  @Requires(Permission.RUNS_READ)
  @GetMapping(path = "/api/v1/runs/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter ofRun(
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      Caller caller,
      HttpServletRequest request,
      Context context) {
    try {
      return streams.open(
          context,
          new RunId(id).value(),
          position(last),
          isMasked(caller),
          Caller.standing(request));
    } catch (IllegalArgumentException e) {
      throw Rejection.notFound("run of that id");
    }
  }

  @Operation(summary = "Streams the events of the workspace as they are stored")
  @Requires(Permission.EVENTS_READ)
  @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter ofWorkspace(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      Caller caller,
      HttpServletRequest request,
      Context context) {
    return streams.open(context, null, position(last), isMasked(caller), Caller.standing(request));
  }

  private static boolean isMasked(Caller caller) {
    return !caller.may(Permission.DATA_UNMASKED);
  }

  private static @Nullable String position(@Nullable String last) {
    if (last == null || last.matches("\\d{1,18}")) {
      return last;
    }
    throw Problems.invalid("/Last-Event-ID", "There is no such event", "the id of an event");
  }
}
