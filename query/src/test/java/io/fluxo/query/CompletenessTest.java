package io.fluxo.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.audit.AuditQuery;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarQuery;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.deadletter.DeadLetterQuery;
import io.fluxo.messages.evidence.EvidenceEvent;
import io.fluxo.messages.evidence.LogEvent;
import io.fluxo.messages.evidence.LogQuery;
import io.fluxo.messages.history.EventQuery;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskQuery;
import io.fluxo.messages.privacy.PrivacyEvent;
import io.fluxo.messages.report.ReportQuery;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunQuery;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.travel.TravelQuery;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/** Who adds a message learns here what the read side must still do with it. */
class CompletenessTest {
  /** Handled by kind alone in the row's fold, which has no compiler-checked switch over steps. */
  private static final Set<Class<?>> STEPS_FOLDED =
      Set.of(
          StepEvent.StepScheduled.class,
          StepEvent.StepStarted.class,
          StepEvent.StepAwaiting.class,
          StepEvent.StepSucceeded.class,
          StepEvent.StepFailed.class,
          StepEvent.StepOutcomeUnknown.class,
          StepEvent.StepCancelled.class,
          StepEvent.StepRetried.class);

  private static final Set<Class<?>> STEPS_IGNORED =
      Set.of(StepEvent.StepResolved.class, StepEvent.StepHeld.class, StepEvent.StepReleased.class);

  /** Switched over by the compiler: its pure folds do not compile when a kind is missing. */
  private static final Set<Class<?>> SWITCHED =
      Set.of(
          RunEvent.class,
          StepEvent.class,
          TaskEvent.class,
          WorkflowEvent.class,
          CalendarEvent.class,
          Move.class);

  @Test
  void everyStepEventIsFoldedOrIgnoredOnPurpose() {
    assertThat(Stream.concat(STEPS_FOLDED.stream(), STEPS_IGNORED.stream()))
        .containsExactlyInAnyOrder(StepEvent.class.getPermittedSubclasses());
  }

  @Test
  void everyCataloguedEventIsOfAKindThatViewsKnow() {
    for (EventCatalogue.Entry entry : EventCatalogue.entries()) {
      if (SecurityEvent.class.isAssignableFrom(entry.type())
          || EvidenceEvent.class.isAssignableFrom(entry.type())
          || LogEvent.class.isAssignableFrom(entry.type())
          || PrivacyEvent.class.isAssignableFrom(entry.type())
          || AuditEvent.class.isAssignableFrom(entry.type())) {
        continue; // read as they are stored, and folded into nothing
      }
      assertThat(SWITCHED).anyMatch(kind -> kind.isAssignableFrom(entry.type()));
    }
    assertThat(SWITCHED).allMatch(Class::isSealed);
  }

  @Test
  void everyQueryHasOneHandler() throws Exception {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
    List<String> handled = new ArrayList<>();
    for (var definition : scanner.findCandidateComponents("io.fluxo.query")) {
      Arrays.stream(Class.forName(definition.getBeanClassName()).getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(QueryHandler.class))
          .forEach(method -> handled.add(method.getParameterTypes()[0].getSimpleName()));
    }
    Set<String> asked =
        Stream.of(
                RunQuery.class,
                TravelQuery.class,
                WorkflowQuery.class,
                CalendarQuery.class,
                EventQuery.class,
                TaskQuery.class,
                DeadLetterQuery.class,
                LogQuery.class,
                AuditQuery.class,
                ReportQuery.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(handled).containsExactlyInAnyOrderElementsOf(asked);
  }

  /** Who adds a table to what is projected adds it to what a replay makes anew. */
  @Test
  void everyTableThatAReplayEmptiesIsMadeAnewByOneThatServes() {
    ReadSide side = new ReadSide();
    List<String> models =
        side.jdbc().queryForList("SELECT name FROM read_model WHERE kept", String.class);
    List<String> projected = new ArrayList<>(ReadSide.TABLES);
    projected.add("dead_event");
    assertThat(models).containsExactlyInAnyOrderElementsOf(projected);
  }
}
