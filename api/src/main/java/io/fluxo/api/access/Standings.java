package io.fluxo.api.access;

/** What is remembered for a moment of who may what. */
public interface Standings {

  /** Asks for everything anew. */
  void forget();
}
