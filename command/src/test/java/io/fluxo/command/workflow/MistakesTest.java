package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());

  private List<Rejection.Problem> problems(String source) {
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> parser.parse(source));
    assertThat(rejection).as("refused").isNotNull();
    assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_INPUT);
    return rejection.problems();
  }

  private static String place(Rejection.Problem problem) {
    return problem.pointer() + "@" + problem.line() + ":" + problem.column();
  }

  /** The line is appended to a valid definition of four lines. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "colour: red | /colour@5:1",
        "name: 3 | /name@5:7",
        "name: '' | /name@5:7",
        "description: [] | /description@5:14",
        "start: nowhere | /start@5:8",
        "start: 9x | /start@5:8",
        "settings: 1 | /settings@5:11",
        "settings: {timeout: soon} | /settings/timeout@5:21",
        "settings: {timeout: 0s} | /settings/timeout@5:21",
        "settings: {timeout: -PT1H} | /settings/timeout@5:21",
        "settings: {maxVisits: 0} | /settings/maxVisits@5:23",
        "settings: {maxVisits: 1.5} | /settings/maxVisits@5:23",
        "settings: {onError: gone} | /settings/onError@5:21",
        "settings: {retries: 1} | /settings/retries@5:12",
        "settings: {fallback: {enabled: 1}} | /settings/fallback/enabled@5:32",
        "settings: {fallback: {maxRetries: 101}} | /settings/fallback/maxRetries@5:35",
        "settings: {fallback: {timeoutSeconds: 0}} | /settings/fallback/timeoutSeconds@5:39",
        "settings: {fallback: {fallbackFlowId: A}} | /settings/fallback/fallbackFlowId@5:39",
        "settings: {fallback: {escalateToHuman: x}} | /settings/fallback/escalateToHuman@5:40",
        "input: {type: 3} | /input/type@5:15",
        "input: {$ref: 'http://inside/'} | /input/$ref@5:15",
        "input: text | /input@5:8",
        "  - {id: a, type: set} | /nodes/1/id@5:10",
        "  - {id: a-b, type: set} | /nodes/1/id@5:10",
        "  - {id: in, type: set} | /nodes/1/id@5:10",
        "  - {type: set} | /nodes/1@5:5",
        "  - {id: x} | /nodes/1@5:5",
        "  - 7 | /nodes/1@5:5",
        "  - {id: b, type: nope} | /nodes/1/type@5:19",
        "  - {id: b, type: set, to: a} | /nodes/1/to@5:24",
        "  - {id: b, type: set} | /nodes/1@5:5",
        "  - {id: b, type: set, next: zz} | /nodes/1/next@5:30",
        "  - {id: b, type: set, branches: {x: a}} | /nodes/1/branches/x@5:35",
        "  - {id: b, type: set, retry: {maxAttempts: 101}} | /nodes/1/retry/maxAttempts@5:45",
        "  - {id: b, type: set, retry: {multiplier: 0}} | /nodes/1/retry/multiplier@5:44",
        "  - {id: b, type: set, retry: {delay: 5}} | /nodes/1/retry/delay@5:39",
        "  - {id: b, type: set, retry: {errorClasses: [T]}} | /nodes/1/retry/errorClasses/0@5:47",
        "  - {id: b, type: set, timeout: 9} | /nodes/1/timeout@5:33",
        "  - {id: b, type: set, onError: zz} | /nodes/1/onError@5:33",
        "  - {id: b, type: set, fallback: {}} | /nodes/1/fallback@5:34",
        "  - {id: b, type: set, fallback: {output: 1, node: a}} | /nodes/1/fallback@5:34",
        "  - {id: b, type: set, fallback: {node: zz}} | /nodes/1/fallback/node@5:41",
        "  - {id: b, type: set, compensate: zz} | /nodes/1/compensate@5:36",
        "  - {id: b, type: set, compensate: a} | /nodes/1/compensate@5:36",
        "  - {id: b, type: condition_if} | /nodes/1@5:5",
        "  - {id: b, type: condition_if, config: {when: 3}} | /nodes/1/config/when@5:48",
        "  - {id: b, type: condition_if, config: {when: x, a: 1}} | /nodes/1/config/a@5:51",
        "  - {id: b, type: condition_if, branches: {maybe: a}} | /nodes/1/branches/maybe@5:44",
        "  - {id: b, type: http_request, config: {url: x, port: y}} | /nodes/1/config/port@5:56",
        "  - {id: b, type: parallel} | /nodes/1@5:5",
        "  - {id: b, type: for_each, branches: {each: a}} | /nodes/1/branches/each@5:40",
        "  - {id: b, type: manual_trigger, next: b} | /nodes/1/next@5:41",
        "  - {id: b, type: webhook_trigger} | /nodes/1/config/endpoint@5:5",
        "  - {id: b, type: webhook_trigger, config: {endpoint: A/B}} | /nodes/1/config/endpoint@5:55",
        "  - {id: b, type: event_trigger, config: {event: 'a b'}} | /nodes/1/config/event@5:50",
        "  - {id: b, type: schedule_trigger, config: {cron: daily}} | /nodes/1/config/cron@5:52",
        "  - {id: b, type: schedule_trigger, config: {cron: 0 9 * * *, timezone: Mars}} | /nodes/1/config/timezone@5:73",
        "  - {id: b, type: schedule_trigger, config: {cron: 0 9 * * *, missed: no}} | /nodes/1/config/missed@5:71"
      })
  void tellsTheirPlace(String line, String place) {
    // An appended node must keep its indentation, which the CSV reader strips.
    String added = line.startsWith("-") ? "  " + line : line;
    assertThat(problems("id: ok\n# comment\nnodes:\n  - {id: a, type: set}\n" + added))
        .extracting(MistakesTest::place)
        .contains(place);
  }

  @Test
  void areAllToldAtOnceWithWhatWasExpected() {
    List<Rejection.Problem> problems =
        problems("id: NO\nwhat: 1\nnodes:\n  - {id: a, type: sett}\n  - {id: 1, type: set}");
    assertThat(problems)
        .extracting(MistakesTest::place)
        .contains("/id@1:5", "/what@2:1", "/nodes/0/type@4:19", "/nodes/1/id@5:10");
    assertThat(problems).allSatisfy(problem -> assertThat(problem.expected()).isNotBlank());
    assertThat(problems.get(1).expected()).contains("description").contains("nodes");
  }

  @Test
  void areBounded() {
    StringBuilder source = new StringBuilder("id: ok\nnodes:\n  - {id: a, type: set}\n");
    for (int i = 0; i < 500; i++) {
      source.append("  - {id: a, type: nope, x: 1}\n");
    }
    assertThat(problems(source.toString())).hasSize(Problems.MOST);
  }

  @Test
  void inJsonHaveTheirPlaceToo() {
    assertThat(problems("{\"id\": \"ok\",\n\t\"nodes\": [\n\t\t{\"id\": \"a\", \"type\": 7}]}"))
        .extracting(MistakesTest::place)
        .containsExactly("/nodes/0/type@3:23");
  }

  @Test
  void aPlaceholderStandsForAnyValueExceptInRawEntries() {
    String start = "id: ok\nnodes:\n  - ";
    assertThat(
            parser
                .parse(
                    start
                        + "{id: a, type: http_request, config: {url: x, port: '${p}', method: '${m}'}}")
                .definition()
                .node("a")
                .config())
        .containsEntry("port", "${p}");
    assertThat(
            problems(
                start
                    + "{id: a, type: condition_if, config: {when: '${x} and a text too long for it'}}"))
        .extracting(Rejection.Problem::pointer)
        .containsExactly("/nodes/0/config/when");
  }
}
