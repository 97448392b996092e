package io.fluxo.api.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hooks are told: CloudEvents 1.0 as structured JSON, the same bytes for the same row. */
final class HookEvents {

  private static final ObjectMapper MAPPER = Json.mapper();

  private HookEvents() {}

  static byte[] of(Outgoing told) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("task", told.taskId());
    data.put("what", told.what());
    data.put("title", Lines.title(told.title()));
    if (told.due() != null) {
      data.put("due", told.due());
    }
    return event(told.id(), told.what(), told.taskId(), told.workspace(), told.createdAt(), data);
  }

  /** Something to try a hook with. */
  static byte[] test(String id, String workspace, Instant now) {
    return event(id, "test", "test", workspace, now, Map.of("what", "test"));
  }

  private static byte[] event(
      String id,
      String what,
      String subject,
      String workspace,
      Instant time,
      Map<String, @Nullable Object> data) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", "/fluxo");
    event.put("type", "flx.notification." + what);
    event.put("subject", subject);
    event.put("time", time);
    event.put("datacontenttype", "application/json");
    event.put("workspace", workspace);
    event.put("data", data);
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected plain values, but they cannot be written", e);
    }
  }
}
