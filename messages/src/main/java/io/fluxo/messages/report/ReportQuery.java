package io.fluxo.messages.report;

import io.fluxo.messages.context.WorkspaceQuery;
import java.time.Instant;

/** What one can ask for an authority. */
public sealed interface ReportQuery extends WorkspaceQuery {

  /** When what is reported began. */
  Instant from();

  /** Not included. */
  Instant to();

  /**
   * The record of processing operations (LGPD, article 37). Answered with {@link ProcessingReport}.
   */
  record RecordProcessing(String tenant, String workspace, Instant from, Instant to)
      implements ReportQuery {}

  /**
   * Volumes, deadlines and decisions, as the Brazilian health agency asks for them of operators.
   * Answered with {@link ServiceReport}.
   */
  record ReportService(String tenant, String workspace, Instant from, Instant to)
      implements ReportQuery {}
}
