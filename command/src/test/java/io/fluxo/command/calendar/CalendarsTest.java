package io.fluxo.command.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.calendar.Hours;
import io.fluxo.messages.calendar.Week;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalendarsTest {

  private static final CalendarKey KEY = CalendarKey.of("default", "main", "office");
  private static final Context ANA = Context.of("user:ana", "c1");

  private final Counting engine = new Counting();
  private final EventStore store = EmbeddedEventStore.builder().storageEngine(engine).build();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final Calendars calendars = new Calendars(store, () -> now);
  private long sequence;

  /** An engine that counts how often a stream is opened. */
  private static final class Counting extends InMemoryEventStorageEngine {
    private int reads;

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
      reads++;
      return super.readEvents(aggregateIdentifier, firstSequenceNumber);
    }
  }

  private void happened(CalendarEvent event) {
    DomainEventMessage<?> message =
        new GenericDomainEventMessage<>("Calendar", KEY.value(), sequence++, event);
    store.publish(message);
  }

  private static BusinessCalendar calendar(int version) {
    return BusinessCalendar.of("UTC", Week.workdays(new Hours(0, version)), List.of());
  }

  private static CalendarEvent defined(int version) {
    return new CalendarDefined(KEY, version, calendar(version));
  }

  private int newest() {
    return calendars.newest(ANA, "office").ref().version();
  }

  private void none(Runnable asking) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
  }

  @AfterEach
  void leaveNoUnitOfWorkBehind() {
    while (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().rollback();
    }
  }

  @Test
  void theNewestOrAnyVersionIsFound() {
    happened(defined(1));
    happened(defined(2));
    assertThat(newest()).isEqualTo(2);
    assertThat(calendars.newest(ANA, "office").calendar()).isEqualTo(calendar(2));
    assertThat(calendars.of(ANA, new CalendarRef("office", 1))).isEqualTo(calendar(1));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    happened(defined(1));
    none(() -> calendars.newest(ANA, "shop"));
    none(() -> calendars.newest(ANA, "a/b"));
    none(() -> calendars.of(ANA, new CalendarRef("office", 0)));
    none(() -> calendars.of(ANA, new CalendarRef("office", 2)));
    none(() -> calendars.of(ANA, new CalendarRef("office", -1)));
    none(() -> calendars.of(ANA, new CalendarRef("br", 1)));
    none(() -> calendars.of(ANA, new CalendarRef("a/b", 1)));
  }

  @Test
  void othersHaveTheirOwn() {
    happened(defined(1));
    assertThat(newest()).isEqualTo(1);
    for (Context other :
        List.of(
            ANA.within("other", "main", "user:eve"), ANA.within("default", "lab", "user:ana"))) {
      none(() -> calendars.newest(other, "office"));
      none(() -> calendars.of(other, new CalendarRef("office", 1)));
    }
  }

  @Test
  void whatIsBuiltInIsReadFromNowhere() {
    assertThat(calendars.newest(ANA, "br").calendar()).isEqualTo(BusinessCalendar.BRAZIL);
    assertThat(calendars.of(ANA, calendars.newest(ANA, "always").ref()))
        .isEqualTo(BusinessCalendar.ALWAYS);
    assertThat(engine.reads).isZero();
  }

  @Test
  void aRetiredCalendarIsNotTakenAnewButItsVersionsStay() {
    happened(defined(1));
    happened(new CalendarRetired(KEY));
    none(this::newest);
    assertThat(calendars.of(ANA, new CalendarRef("office", 1))).isEqualTo(calendar(1));
    happened(defined(2));
    calendars.changed(KEY);
    assertThat(newest()).isEqualTo(2);
  }

  @Test
  void aHitReadsNothing() {
    happened(defined(1));
    newest();
    int reads = engine.reads;
    for (int i = 0; i < 1000; i++) {
      newest();
      calendars.of(ANA, new CalendarRef("office", 1));
    }
    assertThat(engine.reads).isEqualTo(reads);
  }

  @Test
  void aNewVersionIsSeenWhenToldOrAfterASecond() {
    happened(defined(1));
    newest();
    happened(defined(2));
    now = now.plus(Duration.ofMillis(999));
    assertThat(newest()).isEqualTo(1);
    now = now.plus(Duration.ofMillis(1));
    assertThat(newest()).isEqualTo(2);
    happened(defined(3));
    calendars.changed(KEY);
    assertThat(newest()).isEqualTo(3);
  }

  @Test
  void whatIsOnlyStagedIsNotSeen() {
    happened(defined(1));
    DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
    happened(defined(2));
    assertThat(newest()).isEqualTo(1);
    none(() -> calendars.of(ANA, new CalendarRef("office", 2)));
    unit.rollback();
    assertThat(newest()).isEqualTo(1);
  }
}
