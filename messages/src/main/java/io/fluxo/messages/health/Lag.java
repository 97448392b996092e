package io.fluxo.messages.health;

/**
 * How far behind the store the read models are.
 *
 * @param events how many events, at most
 * @param millis how long ago the first of them was stored; 0 where there is none
 */
public record Lag(long events, long millis) {

  /** Tells it, of the whole installation; asks the database. */
  @FunctionalInterface
  public interface Source {

    /** Now. */
    Lag now();
  }
}
