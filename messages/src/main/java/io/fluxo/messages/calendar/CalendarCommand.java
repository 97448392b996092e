package io.fluxo.messages.calendar;

import io.fluxo.messages.RoutedCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of a calendar. */
public sealed interface CalendarCommand extends RoutedCommand {

  CalendarKey key();

  @Override
  default String routingKey() {
    return key().value();
  }

  /**
   * Makes the next version of the calendar; one that is as the newest already changes nothing.
   * Answered with {@link CalendarDefinition}.
   */
  record DefineCalendar(@TargetAggregateIdentifier CalendarKey key, BusinessCalendar calendar)
      implements CalendarCommand {}

  /** Takes the calendar out of use. What refers to one of its versions goes on with it. */
  record RetireCalendar(@TargetAggregateIdentifier CalendarKey key) implements CalendarCommand {}
}
