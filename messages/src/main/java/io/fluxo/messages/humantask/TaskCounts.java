package io.fluxo.messages.humantask;

/**
 * How many open tasks somebody has to do with. Each number stops at {@link #MOST}: nobody reads on
 * from there, and counting further would cost more than a page does.
 *
 * @param mine those that the person has
 * @param available those that the person may take
 * @param overdue those of both that are late
 */
public record TaskCounts(int mine, int available, int overdue) {

  /** Where counting stops. */
  public static final int MOST = 1_000;
}
