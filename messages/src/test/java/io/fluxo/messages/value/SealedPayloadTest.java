package io.fluxo.messages.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent.RunAdvanced;
import io.fluxo.messages.run.RunEvent.RunCancelled;
import io.fluxo.messages.run.RunEvent.RunEnding;
import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.UnsealableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealedPayloadTest {

  private static final StoredPlace HERE = new StoredPlace("run", 3, "flx.run.advanced", false);
  private static final Map<String, Object> VALUE = Map.of("cpf", "529.982.247-25");

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key = AesGcm.key(AesGcm.random(random, AesGcm.KEY_BYTES));
  private boolean erased;

  private final PayloadSink sink =
      new PayloadSink() {
        @Override
        public @Nullable PayloadReference keep(byte[] json) {
          return null;
        }

        @Override
        public boolean seals() {
          return true;
        }

        @Override
        public byte[] seal(String field, byte[] json) {
          return AesGcm.encrypt(
              key, AesGcm.random(random, AesGcm.NONCE_BYTES), HERE.with(field), json);
        }
      };

  private final ObjectMapper mapper =
      Json.mapper(new StoredPayloadModule(reference -> null, sink, this::open, 8192));

  private byte[] open(StoredPlace place, String field, byte[] closed) {
    if (erased) {
      throw new ErasedException();
    }
    try {
      return AesGcm.decrypt(key, place.with(field), closed);
    } catch (GeneralSecurityException e) {
      throw new UnsealableException(field);
    }
  }

  private static RunAdvanced event() {
    return new RunAdvanced(
        List.of(
            new Move.Resumed(1, Payload.of(VALUE), null),
            new Move.Logged("node", "info", "of Ana", Payload.of("of Bia")),
            new Move.Resumed(2, Payload.of(List.of(1, true, "x")), "yes")));
  }

  private <T> T read(String json, Class<T> type, StoredPlace place) throws JsonProcessingException {
    return mapper.readerFor(type).withAttribute(StoredPlace.class, place).readValue(json);
  }

  @Test
  void nothingOfAValueIsLeftInTheEventAndItReadsAsItWas() throws JsonProcessingException {
    String json = mapper.writeValueAsString(event());

    assertThat(json).doesNotContain("cpf", "529", "Ana", "Bia", "true").contains("node", "yes");
    assertThat(read(json, RunAdvanced.class, HERE)).isEqualTo(event());
  }

  @Test
  void textsThatMayBePersonalAreSealed() throws JsonProcessingException {
    String cancelled = mapper.writeValueAsString(new RunCancelled("Ana asked for it"));
    RunEnding ending = new RunEnding(EndCause.failed("n", Failure.permanent("code", "Ana is ill")));
    String failed = mapper.writeValueAsString(ending);

    assertThat(cancelled + failed).doesNotContain("Ana").contains("code");
    assertThat(read(cancelled, RunCancelled.class, HERE))
        .isEqualTo(new RunCancelled("Ana asked for it"));
    assertThat(read(failed, RunEnding.class, HERE)).isEqualTo(ending);
  }

  @Test
  void textsThatWereStoredInTheClearAreReadAsTheyAre() throws JsonProcessingException {
    assertThat(read("{\"reason\":\"old\"}", RunCancelled.class, HERE))
        .isEqualTo(new RunCancelled("old"));
    assertThat(read("{}", RunCancelled.class, HERE)).isEqualTo(new RunCancelled(null));
  }

  @Test
  void whatHoldsNothingStaysInTheClear() throws JsonProcessingException {
    assertThat(
            mapper.writeValueAsString(
                List.of(Payload.NULL, Payload.EMPTY, Payload.of(""), Payload.of(List.of()))))
        .isEqualTo("[null,{},\"\",[]]");
  }

  @Test
  void aSealedValueOpensAtNoOtherPlace() throws JsonProcessingException {
    String json = mapper.writeValueAsString(event());
    List<StoredPlace> elsewhere =
        List.of(
            new StoredPlace("other", 3, "flx.run.advanced", false),
            new StoredPlace("run", 4, "flx.run.advanced", false),
            new StoredPlace("run", 3, "flx.run.completed", false));

    for (StoredPlace place : elsewhere) {
      assertThatThrownBy(() -> read(json, RunAdvanced.class, place).equals(event()))
          .satisfies(SealedPayloadTest::isRefused);
    }
  }

  @Test
  void valuesOfOneEventCannotChangePlaces() throws JsonProcessingException {
    String json = mapper.writeValueAsString(event());
    List<String> marks = marks(json);
    String swapped =
        json.replace(marks.get(0), "#")
            .replace(marks.get(3), marks.get(0))
            .replace("#", marks.get(3));

    assertThatThrownBy(() -> read(swapped, RunAdvanced.class, HERE).equals(event()))
        .satisfies(SealedPayloadTest::isRefused);
  }

  @Test
  void eachBitThatIsFlippedIsNoticed() throws JsonProcessingException {
    long seed = System.nanoTime();
    Random chance = new Random(seed);
    String json = mapper.writeValueAsString(event());
    for (String mark : marks(json)) {
      byte[] bytes = Base64.getDecoder().decode(mark);
      for (int i = 0; i < bytes.length; i++) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= (byte) (1 << chance.nextInt(8));
        String altered = json.replace(mark, Base64.getEncoder().encodeToString(flipped));
        assertThatThrownBy(() -> read(altered, RunAdvanced.class, HERE).equals(event()))
            .as("seed %d, byte %d", seed, i)
            .satisfies(SealedPayloadTest::isRefused);
      }
    }
  }

  @Test
  void anErasedValueIsShownAsErasedAndNothingIsDecidedUponIt() throws JsonProcessingException {
    String json = mapper.writeValueAsString(event());
    erased = true;
    StoredPlace shown = StoredPlace.lenient("run", 3, "flx.run.advanced");

    Move.Resumed first = (Move.Resumed) read(json, RunAdvanced.class, shown).moves().getFirst();
    assertThat(first.output().json()).isEqualTo(Payload.ERASED);
    assertThatThrownBy(() -> read(json, RunAdvanced.class, HERE).equals(event()))
        .isInstanceOf(ErasedException.class);
  }

  @Test
  void aReaderOfUnknownTypesOpensTheSame() throws JsonProcessingException {
    String json = mapper.writeValueAsString(event());
    Object tree = StoredTree.open(Json.mapper().readValue(json, Object.class), HERE, this::open);

    assertThat(Json.mapper().valueToTree(tree).toString())
        .isEqualTo(Json.mapper().valueToTree(event()).toString());
  }

  @Test
  void aValueOfAUserThatLooksSealedIsNotTakenForOne() throws JsonProcessingException {
    ObjectMapper clear =
        Json.mapper(
            new StoredPayloadModule(reference -> null, PayloadSink.NONE, PayloadOpener.NONE, 8192));
    Payload lookalike = Payload.of(Map.of("$flx", "AAAA"));

    String json = clear.writeValueAsString(lookalike);

    assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(16);
    assertThat(clear.readValue(json, Payload.class)).isEqualTo(lookalike);
  }

  /** A text is opened while the event is read, a value when it is asked for. */
  private static void isRefused(Throwable thrown) {
    assertThat(thrown instanceof JsonMappingException ? thrown.getCause() : thrown)
        .isInstanceOf(UnsealableException.class);
  }

  private static List<String> marks(String json) {
    List<String> marks = new ArrayList<>();
    for (String part : json.split("\\{\"\\$flx\":\"", -1)) {
      marks.add(part.substring(0, Math.max(part.indexOf('"'), 0)));
    }
    return marks.subList(1, marks.size());
  }
}
