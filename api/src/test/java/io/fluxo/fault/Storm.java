package io.fluxo.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A time in which everything goes wrong, and what is left of it.
 *
 * @param seed what repeats the plan
 * @param broken what does not hold afterwards, in sentences
 * @param history what users heard
 * @param resolved how many steps a person had to settle
 * @param steps figures about the steps
 */
record Storm(
    long seed,
    Nemesis nemesis,
    List<String> broken,
    History history,
    int resolved,
    StepFigures steps) {

  /** Longer than the called service hangs, so that what it does it has done. */
  private static final Duration CALM = Duration.ofSeconds(7);

  /** At most; on a machine that has much else to do. */
  private static final Duration REST = Duration.ofMinutes(2);

  /**
   * Begins with an installation of two nodes and two tenants.
   *
   * @param length how long things go wrong
   */
  static Storm over(Path folder, long seed, Duration length)
      throws IOException, SQLException, InterruptedException {
    Nemesis nemesis = Nemesis.of(seed, length);
    History history = new History();
    try (Installation fluxo = new Installation(folder, 2, seed)) {
      Workload load = new Workload(fluxo, history, seed, Duration.ofMillis(100));
      load.begin();
      List<String> broken = new ArrayList<>(new Mischief(fluxo, nemesis).run(length));
      fluxo.heal();
      load.end();
      LockSupport.parkNanos(CALM.toNanos());
      try (Connection truth = fluxo.truth()) {
        Rows rows = new Rows(truth);
        Settlement settlement = new Settlement(fluxo, rows);
        broken.addAll(settlement.await(REST));
        StepFigures steps = StepFigures.of(rows, fluxo.provider);
        broken.addAll(new Invariants(fluxo, rows, history, Duration.ofSeconds(20)).broken());
        return new Storm(seed, nemesis, broken, history, settlement.resolved().size(), steps);
      }
    }
  }

  @Override
  public String toString() {
    return "fault.seed=%d %s, settled by a person: %d, %s"
        .formatted(seed, history.summary(), resolved, steps);
  }
}
