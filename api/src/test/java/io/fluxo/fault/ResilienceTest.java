package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the criteria of recovery and writes docs/resilience.md. Nothing is asserted of the
 * figures but that there are some: what is missed is said as missed.
 */
@EnabledIfSystemProperty(named = "fault.report", matches = "true")
class ResilienceTest {

  private static final Path PAGE = Path.of("../docs/resilience.md");
  private static final int STORMS = Integer.getInteger("fault.storms", 3);
  private static final int SECONDS = Integer.getInteger("fault.seconds", 60);
  private static final int KILLS = 6;

  @TempDir Path folder;

  @Test
  void theCriteriaAreMeasured() throws Exception {
    List<Storm> storms = new ArrayList<>();
    for (int i = 1; i <= STORMS; i++) {
      storms.add(Storm.over(folder.resolve("storm-" + i), i, Duration.ofSeconds(SECONDS / STORMS)));
      System.out.println(storms.getLast() + " " + storms.getLast().broken());
    }
    List<Long> recoveries = KilledNode.recoveries(folder.resolve("killed"), KILLS);
    List<HalfDown.Line> lines = HalfDown.measure(folder.resolve("half"));
    write(new ResiliencePage(SECONDS, storms, KILLS, recoveries, lines).text());
    assertThat(recoveries).isNotEmpty();
    assertThat(storms).allSatisfy(storm -> assertThat(storm.steps().runs()).isPositive());
  }

  private static void write(String text) throws IOException {
    Files.writeString(PAGE, text);
  }
}
