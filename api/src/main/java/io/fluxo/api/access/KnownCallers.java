package io.fluxo.api.access;

import java.util.List;
import org.springframework.stereotype.Component;

/** All that is remembered of callers, whatever they come with. */
@Component
final class KnownCallers implements Standings {

  private final List<CallerSource> sources;

  KnownCallers(List<CallerSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public void forget() {
    sources.forEach(CallerSource::forget);
  }
}
