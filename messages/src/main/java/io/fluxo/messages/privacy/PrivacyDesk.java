package io.fluxo.messages.privacy;

import io.fluxo.messages.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant does about the data of people, in one workspace. */
public interface PrivacyDesk {

  /** How many runs one erasure or view takes at most. */
  int MOST = 10_000;

  /**
   * Finds what is held of a person.
   *
   * @param identifier what identifies the person in the inputs of workflows that name a data
   *     subject: a CPF, an e-mail address; it is not kept
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where nothing ever was
   */
  SubjectView find(Context context, String identifier);

  /**
   * The same by the hash.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is no such subject
   */
  SubjectView of(Context context, String subject);

  /**
   * Erases all that is held of a person.
   *
   * @param reference under which the request is kept outside
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is no such subject;
   *     INVALID_STATE where a run is still under way, everything is erased, or a hold forbids it
   */
  Erasure eraseSubject(Context context, String subject, String reference);

  /**
   * Erases what one run, or one task of its own, holds.
   *
   * @throws io.fluxo.messages.rejection.Rejection as {@link #eraseSubject}
   */
  Erasure eraseRun(Context context, String run, String reference);

  /** The erasures of a subject or run, oldest first. */
  List<Erasure> erasures(Context context, String subjectOrRun);

  /** Notes that somebody was given what is held of a person. */
  void reported(Context context, String subject, int runs, String format);

  /** The holds of the workspace, oldest first. */
  List<LegalHold> holds(Context context);

  /** Forbids to erase something; the id of the hold is given by whoever asks. */
  void hold(Context context, LegalHold hold);

  /**
   * Lifts a hold.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is none of that id
   */
  void release(Context context, String hold);

  /** How many days after the end of a run its data is kept, null for ever. */
  @Nullable Integer retention(Context context);

  /** Sets it; what workflows say for themselves goes before it. */
  void retain(Context context, @Nullable Integer days);
}
