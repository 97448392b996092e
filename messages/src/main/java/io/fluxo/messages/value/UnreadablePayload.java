package io.fluxo.messages.value;

/** A value that was kept apart from its event is gone, or is not what was kept. */
public final class UnreadablePayload extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the value by its hash; says what is wrong, never what is in it. */
  public UnreadablePayload(PayloadReference reference, String problem) {
    super("The value sha256:%s %s".formatted(reference.sha256(), problem));
  }
}
