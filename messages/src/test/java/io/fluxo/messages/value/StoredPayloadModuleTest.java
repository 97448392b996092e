package io.fluxo.messages.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredPayloadModuleTest {

  private static final int INLINE = 40;

  private final Map<String, byte[]> kept = new HashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final ObjectMapper mapper =
      Json.mapper(new StoredPayloadModule(this::find, this::keep, PayloadOpener.NONE, INLINE));

  private PayloadReference keep(byte[] json) {
    kept.put(Sha256.hex(json), json);
    return new PayloadReference("acme", "main", Sha256.hex(json), json.length);
  }

  private byte @Nullable [] find(PayloadReference reference) {
    assertThat(reference.tenant() + "/" + reference.workspace()).isEqualTo("acme/main");
    reads.incrementAndGet();
    return kept.get(reference.sha256());
  }

  private Payload read(String json) throws Exception {
    return mapper.readValue(json, Payload.class);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Object tree = tree(random, 4);
      Payload read = read(mapper.writeValueAsString(Payload.of(tree)));
      assertThat(read.json()).as("seed %d, tree %d", seed, i).isEqualTo(tree);
    }
    assertThat(kept).as("seed %d", seed).isNotEmpty();
  }

  @Test
  void aLargeValueIsKeptOnceAndReadWhenAskedFor() throws Exception {
    Map<String, Object> large = Map.of("text", "x".repeat(500));
    String stored = mapper.writeValueAsString(List.of(Payload.of(large), Payload.of(large)));
    assertThat(kept).hasSize(1);
    JsonNode inside = mapper.readTree(stored).at("/0/$flx");
    assertThat(inside.path("bytes").asInt()).isEqualTo(511);
    assertThat(kept).containsKey(inside.path("sha256").asText());
    assertThat(stored).doesNotContain("xxx");

    Payload read = read(mapper.readTree(stored).path(0).toString());
    assertThat(reads).hasValue(0);
    assertThat(read).hasToString("Payload(sha256:" + inside.path("sha256").asText() + ")");
    assertThat(read.json()).isEqualTo(large);
    assertThat(read.object()).isEqualTo(large);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aUserCannotNameAValue() throws Exception {
    byte[] secret = "\"secret\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    PayloadReference of = keep(secret);
    Map<String, Object> forged =
        Map.of("$flx", Map.of("sha256", of.sha256(), "bytes", 8, "t", "acme", "w", "main"));
    Map<String, Object> escaped = Map.of("$flx", Map.of("value", 1));
    for (Map<String, Object> value : List.of(forged, escaped)) {
      ObjectMapper inPlace =
          Json.mapper(StoredPayloadModule.reading(this::find, PayloadOpener.NONE));
      for (ObjectMapper writer : List.of(mapper, inPlace)) {
        assertThat(read(writer.writeValueAsString(Payload.of(value))).json()).isEqualTo(value);
      }
    }
  }

  @Test
  void aValueThatIsGoneIsNamed() throws Exception {
    String stored = mapper.writeValueAsString(Payload.of("x".repeat(500)));
    kept.clear();
    Payload read = read(stored);
    assertThatThrownBy(read::json)
        .isInstanceOf(UnreadablePayload.class)
        .hasMessageEndingWith("gone");
  }

  @Test
  void peopleSeeTheValue() throws Exception {
    Payload read = read(mapper.writeValueAsString(Payload.of("x".repeat(500))));
    assertThat(Json.mapper().writeValueAsString(read)).isEqualTo('"' + "x".repeat(500) + '"');
  }

  private static @Nullable Object tree(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> random.nextInt();
      case 1 -> "é\u0000\"".repeat(random.nextInt(4)) + random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4, 5 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(random, depth - 1));
        }
        yield list;
      }
      case 6 -> Collections.singletonMap("$flx", tree(random, depth - 1));
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name : List.of("$flx", "value", "sha256")) {
          if (random.nextBoolean()) {
            map.put(name, tree(random, depth - 1));
          }
        }
        yield map;
      }
    };
  }
}
