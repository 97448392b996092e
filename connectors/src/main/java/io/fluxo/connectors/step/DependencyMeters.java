package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Contact.Verdict;
import io.fluxo.connectors.dependency.Guard;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.connectors.dependency.Tally;
import io.fluxo.messages.dependency.BreakerState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * Figures of dependencies for the operator, by the names in the settings; all others, which tenants
 * choose, are one.
 */
@Component
final class DependencyMeters implements MeterBinder {

  private static final long FRESH = Duration.ofMillis(500).toNanos();

  /** How it stands with all dependencies of one label. */
  private static final class Sum {
    private int open;
    private int halfOpen;
    private int active;
    private int waiting;
    private long longest;
  }

  private static final Sum NOTHING = new Sum();

  private final Lanes lanes;
  private final Tallies tallies;
  private final LongSupplier ticks;
  private Map<String, Sum> sums = Map.of();
  private long counted;

  DependencyMeters(Lanes lanes, Tallies tallies, LongSupplier ticks) {
    this.lanes = lanes;
    this.tallies = tallies;
    this.ticks = ticks;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    tallies.all().forEach((label, tally) -> bind(registry, label, tally));
  }

  private void bind(MeterRegistry registry, String label, Tally tally) {
    for (Verdict verdict : Verdict.values()) {
      FunctionCounter.builder("fluxo.dependency.calls", tally, t -> t.calls(verdict))
          .description("Attempts that talked to something, by what they found out about it")
          .tags("dependency", label, "result", verdict.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    FunctionCounter.builder("fluxo.dependency.breakers.opened", tally, Tally::openings)
        .description("How often a circuit breaker opened")
        .tag("dependency", label)
        .register(registry);
    gauge(registry, "breakers.open", label, "Breakers that are open", sum -> sum.open);
    gauge(registry, "breakers.half.open", label, "Breakers on trial", sum -> sum.halfOpen);
    gauge(registry, "active", label, "Attempts under way", sum -> sum.active);
    gauge(registry, "waiting", label, "Attempts that wait", sum -> sum.waiting);
    gauge(
        registry,
        "waiting.seconds",
        label,
        "For how long the oldest of them waits",
        sum -> sum.longest / 1e9);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String label,
      String description,
      ToDoubleFunction<Sum> figure) {
    Gauge.builder("fluxo.dependency." + name, this, self -> figure.applyAsDouble(self.sum(label)))
        .description(description)
        .tag("dependency", label)
        .register(registry);
  }

  /** Counts all doors, at most twice a second. */
  private synchronized Sum sum(String label) {
    long now = ticks.getAsLong();
    if (sums.isEmpty() || now - counted >= FRESH) {
      Map<String, Sum> fresh = new HashMap<>();
      tallies.all().keySet().forEach(each -> fresh.put(each, new Sum()));
      lanes
          .all()
          .values()
          .forEach(
              lane ->
                  lane.lookAtAll(
                      lines ->
                          lines.forEach(
                              line -> line.doors().forEach(door -> add(door, fresh, now)))));
      sums = fresh;
      counted = now;
    }
    return sums.getOrDefault(label, NOTHING);
  }

  private static void add(Door door, Map<String, Sum> sums, long now) {
    Guard guard = door.guard;
    Sum sum = guard == null ? null : sums.get(guard.bounds().label());
    if (guard == null || sum == null) {
      return;
    }
    BreakerState state = guard.state();
    sum.open += state == BreakerState.OPEN ? 1 : 0;
    sum.halfOpen += state == BreakerState.HALF_OPEN ? 1 : 0;
    sum.active += guard.active();
    sum.waiting += door.waiting.size();
    sum.longest = Math.max(sum.longest, now - door.waiting.oldest(now));
  }
}
