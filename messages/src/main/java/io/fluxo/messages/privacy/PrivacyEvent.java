package io.fluxo.messages.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done about the data of people. Nobody is named: subjects stand by their hash. */
public sealed interface PrivacyEvent {

  /**
   * Data was erased for good, by destroying the keys under which it is sealed. The event is the
   * record of it: what was erased is neither repeated nor described.
   *
   * @param erasure the id of this erasure
   * @param subject the data subject, null where runs were erased on their own
   * @param cause {@code request} or {@code retention}
   * @param runs the runs, and the tasks of their own, that were erased
   * @param keys how many keys were destroyed
   * @param reference under which the request is kept outside, for example the number of a ticket
   */
  record DataErased(
      String erasure,
      @Nullable String subject,
      String cause,
      List<String> runs,
      int keys,
      @Nullable String reference)
      implements PrivacyEvent {}

  /** Somebody was given what is held of a person. */
  record AccessReported(String subject, int runs, String format) implements PrivacyEvent {}

  /** Erasing something was forbidden until further notice. */
  record HoldSet(LegalHold hold) implements PrivacyEvent {}

  /** What was forbidden to erase may be erased again. */
  record HoldReleased(LegalHold hold) implements PrivacyEvent {}

  /**
   * How long data of a workspace is kept was set.
   *
   * @param before in days after the end of a run, null for ever
   * @param after in days after the end of a run, null for ever
   */
  record RetentionSet(@Nullable Integer before, @Nullable Integer after) implements PrivacyEvent {}
}
