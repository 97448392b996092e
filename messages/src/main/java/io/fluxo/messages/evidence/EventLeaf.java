package io.fluxo.messages.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event exactly as it is stored, as a leaf of the log: one line of canonical JSON (RFC 8785), so
 * that anybody can hash it. Its metadata and payload stand in it as the stored bytes, in Base64.
 *
 * @param subject the aggregate's id
 * @param sequence its place in the stream of the aggregate, from 0
 * @param kind the aggregate's type
 * @param time as stored, ISO 8601 in UTC
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EventLeaf(
    String subject,
    long sequence,
    String kind,
    String eventId,
    String type,
    @Nullable String revision,
    String time,
    byte[] metadata,
    byte[] payload) {

  private static final ObjectMapper MAPPER = Json.mapper();

  /** The line, without a line end. */
  public String line() {
    Map<String, Object> json = new TreeMap<>();
    json.put("eventId", eventId);
    json.put("kind", kind);
    json.put("metadata", Base64.getEncoder().encodeToString(metadata));
    json.put("payload", Base64.getEncoder().encodeToString(payload));
    json.put("revision", revision);
    json.put("sequence", sequence);
    json.put("subject", subject);
    json.put("time", time);
    json.put("type", type);
    return CanonicalJson.write(json);
  }

  /** What is hashed: the line in UTF-8. */
  public byte[] bytes() {
    return new LeafHasher().bytes(this);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is not the very line that {@link #line} gives
   */
  public static EventLeaf of(String line) {
    try {
      Map<?, ?> json = MAPPER.readValue(line, Map.class);
      EventLeaf leaf =
          new EventLeaf(
              text(json, "subject"),
              json.get("sequence") instanceof Number number ? number.longValue() : -1,
              text(json, "kind"),
              text(json, "eventId"),
              text(json, "type"),
              json.get("revision") instanceof String revision ? revision : null,
              text(json, "time"),
              Base64.getDecoder().decode(text(json, "metadata")),
              Base64.getDecoder().decode(text(json, "payload")));
      if (!leaf.line().equals(line)) {
        throw new IllegalArgumentException("Expected canonical JSON, but it is of another form");
      }
      return leaf;
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected an event as JSON, but it is something else", e);
    }
  }

  private static String text(Map<?, ?> json, String name) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "Expected the member %s, but it is not there".formatted(name));
  }
}
