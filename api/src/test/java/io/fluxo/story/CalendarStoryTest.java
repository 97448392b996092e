package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody says when the office is open, and asks when things are due. */
class CalendarStoryTest {

  private static final String OFFICE =
      """
      {"zone": "America/Sao_Paulo",
       "week": {"monday": ["09:00-12:00", "13:00-18:00"], "friday": ["%s"]},
       "holidaySets": ["br"],
       "holidays": [{"date": "2026-11-23", "name": "Moving day"}]}
      """;

  private static RunningFluxo fluxo;
  private static FluxoClient client;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    client = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static JsonNode shown(String name, int version) {
    return Eventually.is(
            () -> client.get("/api/v1/calendars/" + name),
            answer -> answer.status() == 200 && answer.body().path("version").asInt() == version)
        .body();
  }

  private static Answer deadline(String name, String from, String within) {
    return client.get("/api/v1/calendars/" + name + "/deadline?from=" + from + "&within=" + within);
  }

  @Test
  void aCalendarIsDefinedTriedChangedAndRetired() {
    Answer first = client.put("/api/v1/calendars/office", OFFICE.formatted("09:00-17:00"));
    assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
    assertThat(first.body().path("version").asInt()).isEqualTo(1);
    assertThat(shown("office", 1).at("/calendar/week/friday/0").asText()).isEqualTo("09:00-17:00");

    Answer due = deadline("office", "2026-11-20T10:00:00-03:00", "1d2h");
    assertThat(due.status()).as(due.raw().body()).isEqualTo(200);
    // Friday is Consciência Negra, Monday is moving day; so it begins on Friday after.
    assertThat(due.body().path("working").asBoolean()).isFalse();
    assertThat(due.body().path("within").asText()).isEqualTo("P1DT2H");
    assertThat(due.body().path("deadline").asText()).isEqualTo("2026-11-30T14:00:00Z");

    Answer same = client.put("/api/v1/calendars/office", OFFICE.formatted("09:00-17:00"));
    assertThat(same.status()).isEqualTo(200);
    Answer next = client.put("/api/v1/calendars/office", OFFICE.formatted("09:00-16:00"));
    assertThat(next.body().path("version").asInt()).isEqualTo(2);
    shown("office", 2);

    JsonNode items = client.get("/api/v1/calendars").body().path("items");
    assertThat(items.findValuesAsText("name")).containsExactly("always", "br", "office");

    assertThat(client.delete("/api/v1/calendars/office").status()).isEqualTo(204);
    Eventually.is(() -> client.get("/api/v1/calendars/office"), answer -> answer.status() == 404);
    assertThat(deadline("office", "2026-11-20T10:00:00Z", "1d").status()).isEqualTo(404);
  }

  @Test
  void whatIsBuiltInIsThereAndStays() {
    assertThat(deadline("br", "2026-04-02T16:00:00-03:00", "4h").body().path("deadline").asText())
        .isEqualTo("2026-04-06T14:00:00Z");
    assertThat(client.put("/api/v1/calendars/br", OFFICE.formatted("09:00-17:00")).status())
        .isEqualTo(409);
    assertThat(client.delete("/api/v1/calendars/always").status()).isEqualTo(409);
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    Answer hours = client.put("/api/v1/calendars/shop", OFFICE.formatted("18:00-09:00"));
    assertThat(hours.status()).as(hours.raw().body()).isEqualTo(422);
    assertThat(hours.body().path("detail").asText()).startsWith("Expected hours such as");
    for (String body :
        List.of(
            "{}",
            "{\"zone\":\"UTC\",\"week\":{\"monday\":[\"09:00-10:00\"]},\"holidays\":[null]}",
            "[]",
            "{\"zone\":\"UTC\",\"week\":{\"someday\":[]}}")) {
      Answer answer = client.put("/api/v1/calendars/shop", body);
      assertThat(answer.status()).as("%s: %s", body, answer.raw().body()).isIn(400, 422);
    }
    assertThat(client.put("/api/v1/calendars/A", OFFICE.formatted("09:00-17:00")).status())
        .isEqualTo(422);
    assertThat(client.delete("/api/v1/calendars/shop").status()).isEqualTo(404);
    assertThat(deadline("br", "yesterday", "1d").status()).isEqualTo(422);
    assertThat(deadline("br", "2026-11-20T10:00:00Z", "-1d").status()).isEqualTo(422);
    assertThat(deadline("br", "%2B999999999-01-01T00:00:00Z", "1d").status()).isEqualTo(422);
  }
}
