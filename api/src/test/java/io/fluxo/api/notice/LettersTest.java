package io.fluxo.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fluxo.api.notice.Preferences.Email;
import io.fluxo.api.notice.Preferences.Language;
import io.fluxo.messages.mail.Letter;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {

  private static final Instant DUE = Instant.parse("2026-03-02T12:30:00Z");

  private static final String TASK_URL = "https://f.example/{workspace}/tasks/{task}";

  private static Outgoing told(String what, String title, Instant due) {
    return new Outgoing(
        "row1",
        "t",
        "main",
        "ana",
        0,
        "n1",
        "task1",
        what,
        json(title),
        due,
        1,
        "mail1",
        Instant.EPOCH);
  }

  private static Payload json(String title) {
    try {
      return Json.mapper().readValue(title, Payload.class);
    } catch (JsonProcessingException e) {
      return Payload.NULL;
    }
  }

  private static Letters letters(Language language) {
    return new Letters(Preferences.usual(language), TASK_URL);
  }

  @Test
  void aMailIsWrittenInPortuguese() {
    Letter mail =
        letters(Language.pt).one(told("assigned", "\"Aprovar férias\"", DUE), "Ana", "a@b.example");
    assertThat(mail.id()).isEqualTo("mail1");
    assertThat(mail.to()).isEqualTo("a@b.example");
    assertThat(mail.subject()).isEqualTo("Tarefa atribuída a você: Aprovar férias");
    assertThat(mail.text())
        .startsWith("Olá, Ana,\n")
        .contains("Prazo: 2 de março de 2026, às 09:30 (America/Sao_Paulo)")
        .contains("https://f.example/main/tasks/task1");
  }

  @Test
  void aMailIsWrittenInEnglish() {
    Letter mail = letters(Language.en).one(told("overdue", "\"x\"", DUE), "Ana", "a@b.example");
    assertThat(mail.subject()).isEqualTo("Overdue: x");
    assertThat(mail.text()).contains("Due: March 2, 2026, 12:30 (UTC)");
  }

  @Test
  void timesAreWrittenInTheZoneOfThePerson() {
    Preferences tokyo =
        new Preferences(
            Language.en, Email.immediate, Preferences.DIGEST, true, ZoneId.of("Asia/Tokyo"));
    assertThat(new Letters(tokyo, "").one(told("created", "\"x\"", DUE), "A", "a@b.example").text())
        .contains("21:30 (Asia/Tokyo)")
        .doesNotContain("http");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everythingThatIsToldHasWordsOfItsOwn(Language language) {
    List<String> whats =
        List.of(
            "created",
            "assigned",
            "forwarded",
            "released",
            "reminded",
            "overdue",
            "escalated",
            "expired",
            "withdrawn");
    assertThat(
            whats.stream()
                .map(what -> letters(language).one(told(what, "\"x\"", null), "A", "a@b.example"))
                .map(Letter::subject))
        .doesNotHaveDuplicates()
        .doesNotContain(
            letters(language).one(told("new", "\"x\"", null), "A", "a@b.example").subject());
  }

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(ResourceBundle.getBundle("notice.messages_pt").keySet())
        .isEqualTo(ResourceBundle.getBundle("notice.messages_en").keySet());
  }

  @Test
  void aDigestListsAllInTheirOrderAndSaysHowManyMore() {
    List<Outgoing> all =
        IntStream.range(0, 53)
            .mapToObj(i -> told("created", "\"Task no " + i + "\"", i == 1 ? DUE : null))
            .toList();
    Letter mail = letters(Language.en).digest(all, "Ana", "a@b.example");
    assertThat(mail.subject()).isEqualTo("53 messages about tasks");
    assertThat(mail.text())
        .containsSubsequence(
            "- New task: Task no 0\n",
            "- New task: Task no 1 (due: March 2, 2026, 12:30 (UTC))\n",
            "- New task: Task no 49\n",
            "and 3 more")
        .doesNotContain("Task no 50");
  }

  @Test
  void aLinkStandsAloneInItsLine() {
    Letter mail =
        letters(Language.pt)
            .link(told("created", "\"x\"", null), "o@x.example", URI.create("https://f/a?t=1"));
    assertThat(mail.text()).contains("\nhttps://f/a?t=1\n").contains("única resposta");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\\r\\nBcc: evil@example.com\"",
        "\"a\\u2028Bcc: evil@example.com\"",
        "\"a\\u0000\\u202eBcc: evil@example.com\"",
        "\"a\\ud800Bcc: evil@example.com\"",
        "{\"a\":\"b\"}",
        "nonsense",
        "null",
        "\"\"",
        "\"{0} '{1}' {\""
      })
  void aTitleStaysInItsLine(String title) {
    Letter mail = letters(Language.en).one(told("created", title, null), "A\r\nB", "a@b.example");
    assertThat(mail.subject()).startsWith("New task: ").matches("[\\x20-\\x7e]+");
    assertThat(mail.text()).startsWith("Hello A B,\n\n");
    assertThat(mail.text().lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
  }

  @Test
  void aTitleIsBounded() {
    String subject =
        letters(Language.en)
            .one(told("created", '"' + "😀".repeat(100_000) + '"', null), "A", "a@b.example")
            .subject();
    assertThat(subject.codePoints().count()).isLessThan(170);
    assertThat(subject).endsWith("😀…");
  }
}
