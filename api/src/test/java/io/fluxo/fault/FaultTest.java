package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, two tenants, and everything goes wrong: processes, the database, the network before
 * both, the called service. When it is over, what was promised holds.
 *
 * <p>{@code -Dfault.seconds} is how long things go wrong, {@code -Dfault.seed} repeats a plan.
 */
class FaultTest {

  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("fault.seconds", 60));
  private static final long SEED = Long.getLong("fault.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void whatWasPromisedHoldsAfterTheStorm() throws Exception {
    Storm storm = Storm.over(folder, SEED, LENGTH);
    System.out.println(storm);
    assertThat(storm.broken())
        .as("%s, logs in %s, plan %s", storm, folder, storm.nemesis())
        .isEmpty();
    assertThat(storm.history().started()).hasSizeGreaterThan(100);
  }
}
