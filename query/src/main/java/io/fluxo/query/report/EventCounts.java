package io.fluxo.query.report;

import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.report.ProcessingReport.Counted;
import io.fluxo.query.audit.RareEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** How often what concerns personal data and its safety happened. */
@Component
final class EventCounts {

  /** Families of events that a record of processing tells of. */
  private static final List<String> TOLD =
      List.of(
          "flx.data.",
          "flx.legal_hold.",
          "flx.retention.",
          "flx.login.",
          "flx.session.",
          "flx.password.",
          "flx.second_factor.",
          "flx.member.",
          "flx.key.",
          "flx.secret.",
          "flx.seal.",
          "flx.log.");

  /** What somebody should look into. */
  private static final Set<String> INCIDENTS =
      Set.of("flx.login.refused", "flx.session.token_reused");

  /** The counts, and whether all events were counted. */
  record Counts(List<Counted> counted, boolean whole) {}

  private final RareEvents events;

  EventCounts(RareEvents events) {
    this.events = events;
  }

  Counts of(Instant from, Instant to) {
    Map<String, Long> counts = new TreeMap<>();
    boolean whole = events.count(from, to, counts);
    List<Counted> counted = new ArrayList<>();
    counts.forEach(
        (kind, count) -> {
          if (TOLD.stream().anyMatch(kind::startsWith)) {
            EventCatalogue.Entry entry = EventCatalogue.ofName(kind);
            counted.add(
                new Counted(
                    kind, entry == null ? "" : entry.summary(), INCIDENTS.contains(kind), count));
          }
        });
    return new Counts(counted, whole);
  }
}
