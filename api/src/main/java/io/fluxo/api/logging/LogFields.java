package io.fluxo.api.logging;

import io.fluxo.messages.context.Context;
import org.slf4j.MDC;

/**
 * The fields that every line written in between carries. Ids only: no name, no payload.
 *
 * <pre>{@code
 * try (LogFields fields = LogFields.of(context).run(runId)) { ... }
 * }</pre>
 */
public final class LogFields implements AutoCloseable {

  public static final String CORRELATION = "correlation";
  public static final String TENANT = "tenant";
  public static final String RUN = "run";
  public static final String NODE = "node";
  public static final String OUTCOME = "outcome";

  private LogFields() {}

  /** Adds the fields of the context until closed. */
  public static LogFields of(Context context) {
    MDC.put(CORRELATION, context.correlation());
    MDC.put(TENANT, context.tenant());
    return new LogFields();
  }

  /** Adds the run. */
  public LogFields run(String id) {
    MDC.put(RUN, id);
    return this;
  }

  /** Adds the node of the run. */
  public LogFields node(String id) {
    MDC.put(NODE, id);
    return this;
  }

  /** Adds how it ended. */
  public LogFields outcome(String outcome) {
    MDC.put(OUTCOME, outcome);
    return this;
  }

  /** Takes all fields away again. */
  @Override
  public void close() {
    MDC.remove(CORRELATION);
    MDC.remove(TENANT);
    MDC.remove(RUN);
    MDC.remove(NODE);
    MDC.remove(OUTCOME);
  }
}
