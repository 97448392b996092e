package io.fluxo.api.hook;

import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.workflow.TriggerView;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a provider hears when its request is accepted. */
final class HookAnswer {

  private HookAnswer() {}

  /**
   * The answer that the first trigger asks for, else 202 with the ids of the runs. A repeated
   * delivery hears the same, and by a header that nothing was started.
   */
  static ResponseEntity<?> of(TriggerView trigger, List<RunStart> starts) {
    Map<String, Object> config = trigger.binding().config().object();
    Map<?, ?> respond = config.get("respond") instanceof Map<?, ?> rule ? rule : Map.of();
    int usual = respond.isEmpty() ? 202 : 200;
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(respond.get("status") instanceof Number n ? n.intValue() : usual);
    if (starts.stream().allMatch(RunStart::duplicate)) {
      answer.header("Idempotency-Replayed", "true");
    }
    if (respond.isEmpty()) {
      return answer.body(
          Map.of("runs", starts.stream().map(start -> start.runId().value()).toList()));
    }
    Object body = respond.get("body");
    if (body == null) {
      return answer.build();
    }
    // Said outright: a caller that accepts JSON alone would get a bare text under that name.
    MediaType type = body instanceof String ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_JSON;
    return answer.contentType(type).body(body);
  }
}
