package io.fluxo.messages.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done with personal data, by the workflows that did it and by what the events say.
 *
 * @param workflows each a processing operation
 * @param events how often what concerns personal data and its safety happened, by kind of event:
 *     reads, reports to subjects, erasures, refused logins and the like
 * @param whole whether all events of the time were counted; only the first were where it is false
 */
public record ProcessingReport(
    Instant from, Instant to, List<Processing> workflows, List<Counted> events, boolean whole) {

  /**
   * A processing operation.
   *
   * @param workflow the id of the workflow
   * @param purpose its name, and its description where it has one
   * @param version the version in force now
   * @param data the categories of data: the fields of its input schema by JSON pointer, those of
   *     lists with {@code *}; empty where any input is taken
   * @param subjectNamed whether the definition says whose data it is
   * @param legalBasis null where the definition does not say it
   * @param retention null where the definition does not say it
   * @param connectors the kinds of nodes by which something leaves, or comes in
   * @param recipients the hosts that the definition names and that steps of the time talked to
   * @param runs how many began in the time, by their status now
   */
  public record Processing(
      String workflow,
      String purpose,
      int version,
      List<String> data,
      boolean subjectNamed,
      @Nullable String legalBasis,
      @Nullable String retention,
      List<String> connectors,
      List<String> recipients,
      Map<String, Long> runs) {}

  /** How often something happened. */
  public record Counted(String kind, String summary, boolean incident, long count) {}
}
