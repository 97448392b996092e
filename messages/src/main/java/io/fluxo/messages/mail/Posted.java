package io.fluxo.messages.mail;

/** What became of a letter. */
public sealed interface Posted {

  /** The mail server took it. */
  record Taken() implements Posted {}

  /**
   * It may be taken later, or was taken and the answer was lost.
   *
   * @param reason a sentence without the address
   */
  record Delayed(String reason) implements Posted {}

  /**
   * It will not be taken.
   *
   * @param reason a sentence without the address
   */
  record Refused(String reason) implements Posted {}
}
