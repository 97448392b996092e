package io.fluxo.command.calendar;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarCommand.DefineCalendar;
import io.fluxo.messages.calendar.CalendarCommand.RetireCalendar;
import io.fluxo.messages.calendar.CalendarDefinition;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.HolidaySet;
import io.fluxo.messages.calendar.Hours;
import io.fluxo.messages.calendar.Week;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

  private static final CalendarKey KEY = CalendarKey.of("default", "main", "office");
  private static final BusinessCalendar ONE = open("09:00-18:00");
  private static final BusinessCalendar TWO = open("08:00-17:00");
  private static final Map<String, ?> ANA = Context.of("user:ana", "c1").toMetaData();

  private FixtureConfiguration<Calendar> fixture;

  private static BusinessCalendar open(String hours) {
    return BusinessCalendar.of(
        "America/Sao_Paulo", Week.workdays(Hours.of(hours)), List.of(HolidaySet.BR));
  }

  @BeforeEach
  void handleWithTheRealHandler() {
    fixture = new AggregateTestFixture<>(Calendar.class);
    fixture.registerAnnotatedCommandHandler(
        new CalendarHandler(
            fixture.getRepository(), new Calendars(fixture.getEventStore(), () -> Instant.EPOCH)));
  }

  @Test
  void theFirstVersionMakesTheStream() {
    fixture
        .givenNoPriorActivity()
        .when(new DefineCalendar(KEY, ONE), ANA)
        .expectResultMessagePayload(new CalendarDefinition("office", 1, true))
        .expectEvents(new CalendarDefined(KEY, 1, ONE));
  }

  @Test
  void anotherCalendarIsTheNextVersion() {
    fixture
        .given(new CalendarDefined(KEY, 1, ONE), new CalendarDefined(KEY, 2, TWO))
        .when(new DefineCalendar(KEY, ONE), ANA)
        .expectResultMessagePayload(new CalendarDefinition("office", 3, true))
        .expectEvents(new CalendarDefined(KEY, 3, ONE));
  }

  @Test
  void theSameCalendarAgainChangesNothing() {
    fixture
        .given(new CalendarDefined(KEY, 1, ONE))
        .when(new DefineCalendar(KEY, open("09:00-18:00")), ANA)
        .expectResultMessagePayload(new CalendarDefinition("office", 1, false))
        .expectNoEvents();
  }

  @Test
  void aCalendarIsRetiredOnceAndComesBackAsAnotherVersion() {
    fixture
        .given(new CalendarDefined(KEY, 1, ONE))
        .when(new RetireCalendar(KEY), ANA)
        .expectEvents(new CalendarRetired(KEY));
    fixture
        .given(new CalendarDefined(KEY, 1, ONE), new CalendarRetired(KEY))
        .when(new RetireCalendar(KEY), ANA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
    fixture
        .given(new CalendarDefined(KEY, 1, ONE), new CalendarRetired(KEY))
        .when(new DefineCalendar(KEY, ONE), ANA)
        .expectEvents(new CalendarDefined(KEY, 2, ONE));
  }

  @Test
  void whatWasNeverDefinedCannotBeRetired() {
    fixture
        .givenNoPriorActivity()
        .when(new RetireCalendar(KEY), ANA)
        .expectException(Rejection.class)
        .expectExceptionMessage("There is no calendar office");
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "br"})
  void whatIsBuiltInStaysAsItIs(String name) {
    CalendarKey key = CalendarKey.of("default", "main", name);
    fixture
        .givenNoPriorActivity()
        .when(new DefineCalendar(key, ONE), ANA)
        .expectNoEvents()
        .expectExceptionMessage("Expected to define calendar " + name + ", but it is built in");
    fixture
        .givenNoPriorActivity()
        .when(new RetireCalendar(key), ANA)
        .expectExceptionMessage("Expected to retire calendar " + name + ", but it is built in");
  }

  @Test
  void calendarsOfOthersAreNotFound() {
    Map<String, ?> stranger =
        new Context("other", "main", "user:eve", "c2", null, null).toMetaData();
    for (Object command : List.of(new DefineCalendar(KEY, TWO), new RetireCalendar(KEY))) {
      fixture
          .given(new CalendarDefined(KEY, 1, ONE))
          .when(command, stranger)
          .expectNoEvents()
          .expectExceptionMessage("There is no calendar office");
    }
  }
}
