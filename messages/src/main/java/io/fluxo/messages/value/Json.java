package io.fluxo.messages.value;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How messages are written as JSON. No default typing: a stored row never names a Java class. */
public final class Json {

  /** Nesting beyond this is refused: expression engines and readers recurse over values. */
  public static final int MAX_DEPTH = 64;

  private Json() {}

  /** A mapper for messages: ISO-8601 times, absent for null and empty, unknown fields ignored. */
  public static ObjectMapper mapper() {
    return mapper(new PayloadModule());
  }

  /** The same mapper with another codec of {@link Payload}. */
  public static ObjectMapper mapper(Module payloads) {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(64)
            .maxNameLength(1024)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
        .addModule(new JavaTimeModule())
        .addModule(payloads)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }
}
