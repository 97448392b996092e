package io.fluxo.messages.node;

import io.fluxo.messages.value.Failure;

/** A node that could not be executed, with the reason as data. */
public final class NodeFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public NodeFailure(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
