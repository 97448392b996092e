package io.fluxo.messages.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.evidence.LogEvent;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.workflow.WorkflowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is stored stays readable. A difference here means that events already stored would be
 * written or read otherwise: never change a golden file of a released revision; raise the revision,
 * write an upcaster and add a file. New events: run with {@code -Dgolden.write=true}.
 */
class GoldenEventsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private final ObjectMapper mapper = Json.mapper();

  @TestFactory
  Stream<DynamicTest> everyEventIsWrittenAndReadAsItAlwaysWas() {
    return EventSamples.all().stream()
        .map(event -> dynamicTest(event.getClass().getSimpleName(), () -> check(event)));
  }

  private void check(Object event) throws IOException {
    EventCatalogue.Entry entry = EventCatalogue.ofType(event.getClass());
    assertThat(entry).isNotNull();
    Path file = GOLDEN.resolve(entry.name() + kind(event) + "." + entry.revision() + ".json");
    String written = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(event) + "\n";
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, written);
    }
    assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(Files.readString(file)));
    assertThat((Object) mapper.readValue(Files.readString(file), entry.type())).isEqualTo(event);
  }

  /** What was done by hand is one event with a form for each kind. */
  private static String kind(Object event) {
    return event instanceof RunEvent.RunIntervened by
            && !(by.intervention() instanceof Intervention.Rewound)
        ? "." + by.intervention().getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : "";
  }

  @Test
  void everyInterventionHasASample() {
    assertThat(Stream.of(Intervention.class.getPermittedSubclasses()))
        .allSatisfy(
            type ->
                assertThat(EventSamples.all())
                    .filteredOn(RunEvent.RunIntervened.class::isInstance)
                    .extracting(event -> ((RunEvent.RunIntervened) event).intervention())
                    .hasAtLeastOneElementOfType(type));
  }

  @Test
  void everyEventHasANameAndASample() {
    Stream<Class<?>> events =
        Stream.of(
                WorkflowEvent.class,
                CalendarEvent.class,
                RunEvent.class,
                StepEvent.class,
                TaskEvent.class,
                LogEvent.class)
            .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()));
    assertThat(events)
        .allSatisfy(
            type -> {
              assertThat(EventCatalogue.ofType(type)).as("%s in the catalogue", type).isNotNull();
              assertThat(EventSamples.all())
                  .as("%s in the samples", type)
                  .hasAtLeastOneElementOfType(type);
            });
  }

  @Test
  void aStepThatWasScheduledBeforeThereWereSecretsAndPrioritiesReadsAndIsWrittenAsItWas()
      throws IOException {
    ObjectNode stored =
        (ObjectNode) mapper.readTree(GOLDEN.resolve("flx.step.scheduled.1.json").toFile());
    stored.remove(List.of("secrets", "priority"));
    StepEvent.StepScheduled read = mapper.treeToValue(stored, StepEvent.StepScheduled.class);
    assertThat(read.secrets()).isNull();
    assertThat((Object) mapper.valueToTree(read)).isEqualTo(stored);
  }

  @Test
  void theTeamsOfAMemberAreWrittenWhereThereAreAny() throws IOException {
    SecurityEvent.MemberChanged none =
        new SecurityEvent.MemberChanged("a1", List.of("agent"), List.of(), "active");
    assertThat(mapper.valueToTree(none).has("teams")).isFalse();
    SecurityEvent.MemberChanged some =
        new SecurityEvent.MemberChanged(
            "a1", List.of("agent"), List.of(), "active", List.of("finance"));
    JsonNode written = mapper.valueToTree(some);
    assertThat(written.at("/teams/0").asText()).isEqualTo("finance");
    assertThat((Object) mapper.treeToValue(written, SecurityEvent.MemberChanged.class))
        .isEqualTo(some);
  }

  @Test
  void aRunThatWasStartedBeforeItWasNotedByWhomReadsAndIsWrittenAsItWas() throws IOException {
    ObjectNode stored =
        (ObjectNode) mapper.readTree(GOLDEN.resolve("flx.run.started.1.json").toFile());
    stored.remove("startedBy");
    RunEvent.RunStarted read = mapper.treeToValue(stored, RunEvent.RunStarted.class);
    assertThat(read.startedBy()).isNull();
    assertThat((Object) mapper.valueToTree(read)).isEqualTo(stored);
  }

  @Test
  void everyMoveHasASample() {
    assertThat(Stream.of(Move.class.getPermittedSubclasses()))
        .allSatisfy(type -> assertThat(EventSamples.moves()).hasAtLeastOneElementOfType(type));
  }
}
