package io.fluxo.messages.health;

/** Whether the work of runs goes on; asks the database. */
@FunctionalInterface
public interface WorkPulse {

  /**
   * What is seen of it.
   *
   * @param alive whether this worker could say that it is alive, which is a write to the database
   * @param overdueMillis how long the oldest work that nobody has taken up is overdue; 0 for none
   */
  record Reading(boolean alive, long overdueMillis) {}

  /** Now. */
  Reading now();
}
