package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HostileTextTest {

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());

  private Rejection refused(String source) {
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Rejection rejection = catchThrowableOfType(Rejection.class, () -> parser.parse(source));
          assertThat(rejection).as("refused").isNotNull();
          return rejection;
        });
  }

  private String first(String source) {
    Rejection.Problem problem = refused(source).problems().get(0);
    return problem.line() + ":" + problem.column() + " " + problem.message();
  }

  @Test
  void aliasesCannotMultiply() {
    StringBuilder laughs = new StringBuilder("id: a\nl0: &l0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(first(laughs.toString())).isEqualTo("2:5 Anchors and aliases are not allowed");
    assertThat(first("id: *x")).isEqualTo("1:5 Anchors and aliases are not allowed");
  }

  @Test
  void deepNestingEndsEarly() {
    assertThat(first("id: a\nx: " + "[".repeat(100_000))).endsWith("The nesting is too deep");
    assertThat(first("{\"id\": " + "[".repeat(100_000))).endsWith("The nesting is too deep");
    assertThat(first("{\"a\":".repeat(100_000))).endsWith("The nesting is too deep");
    assertThat(refused("- ".repeat(100_000)).problems()).isNotEmpty();
    assertThat(refused("? ".repeat(100_000)).problems()).isNotEmpty();
  }

  @Test
  void hugeKeysAndTextsAreRefused() {
    assertThat(first("\"" + "k".repeat(300) + "\": 1")).isEqualTo("1:1 The key is too long");
    assertThat(first("{\"" + "k".repeat(300_000) + "\": 1}")).contains("Name length");
    assertThat(refused("x".repeat((1 << 20) + 1)).code()).isEqualTo(Rejection.Code.TOO_LARGE);
    assertThat(refused("\u00e9".repeat(600_000)).code()).isEqualTo(Rejection.Code.TOO_LARGE);
  }

  @Test
  void keysAreThereOnce() {
    assertThat(first("id: a\nid: b")).isEqualTo("2:1 The key 'id' is there twice");
    assertThat(first("{\"id\": 1,\n \"id\": 2}")).isEqualTo("2:2 The key 'id' is there twice");
  }

  @Test
  void halfCharactersAreRefused() {
    assertThat(first("id: a\nname: \ud800")).isEqualTo("2:7 The character U+D800 is not allowed");
    assertThat(first("id: a\nname: \"\\ud800\"")).contains("half of a character");
    assertThat(first("{\"id\": \"\\ud800\"}")).contains("half of a character");
    assertThat(first("{\"id\": \"\\u0000\"}")).contains("NUL");
    assertThat(first("id: \u0007")).isEqualTo("1:5 The character U+0007 is not allowed");
  }

  @Test
  void tabsDoNotIndentYaml() {
    assertThat(first("id: a\nnodes:\n\t- {id: a, type: set}")).startsWith("3:1 This is not YAML");
  }

  @Test
  void tagsDocumentsAndOddKeysAreRefused() {
    assertThat(first("id: !!javax.script.ScriptEngineManager []")).contains("Tags");
    assertThat(first("id: a\n---\nid: b")).contains("second document");
    assertThat(first("? [a]\n: b")).contains("A key must be a text");
    assertThat(first("")).contains("empty");
    assertThat(first("# nothing")).contains("empty");
    assertThat(first("just text")).isEqualTo("1:1 This is a text");
    assertThat(first("{\"id\": 1} x")).startsWith("1:");
    assertThat(first("{id: a}")).startsWith("1:2 This is not JSON");
    assertThat(first("{\"id\"")).startsWith("1:");
  }

  @Test
  void numbersThatCannotBeKeptExactlyAreRefused() {
    assertThat(first("id: 12345678901234567890")).isEqualTo("1:5 The number is too large");
    assertThat(first("{\"id\": 9007199254740992}")).contains("too large");
    assertThat(first("id: .nan")).contains("not finite");
    assertThat(first("{\"id\": 1e999}")).contains("not finite");
    assertThat(first("id: 0123")).contains("begins with 0");
  }

  @Test
  void brokenTextIsRefusedAndNeverFails() {
    String valid = "id: w\nnodes:\n  - {id: a, type: set, config: {x: \"y\", 'z': [1, 2]}}\n";
    String json = "{\"id\": \"w\", \"nodes\": [{\"id\": \"a\", \"type\": \"set\", \"x\": 1.5e3}]}";
    String signs = "{}[]\"':,-?|>&*!%@`#\n\t \\u00d7\ud83dab0~<=.";
    Random random = new Random(4711);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? valid : json);
      for (int change = random.nextInt(5); change >= 0; change--) {
        text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
      }
      Throwable thrown = catchThrowable(() -> parser.parse(text.toString()));
      if (thrown != null) {
        assertThat(thrown).as(text.toString()).isInstanceOf(Rejection.class);
        assertThat(((Rejection) thrown).problems())
            .isNotEmpty()
            .allSatisfy(problem -> assertThat(problem.line()).isPositive());
      }
    }
  }
}
