package io.fluxo.messages.value;

/**
 * Why something did not work, as data that a workflow can branch on.
 *
 * @param errorClass one of the constants below, or a node type's own lower-case word
 * @param message a sentence for people, without personal data and secrets
 * @param retryable whether the same attempt may succeed later
 */
public record Failure(String errorClass, @Personal String message, boolean retryable) {

  public static final String TIMEOUT = "timeout";
  public static final String UNAVAILABLE = "unavailable";
  public static final String RATE_LIMITED = "rate_limited";
  public static final String REFUSED = "refused";
  public static final String INVALID_DATA = "invalid_data";
  public static final String EXPRESSION = "expression";
  public static final String CONFIGURATION = "configuration";
  public static final String LOOP_GUARD = "loop_guard";
  public static final String LIMIT_EXCEEDED = "limit_exceeded";
  public static final String UNKNOWN_NODE_TYPE = "unknown_node_type";
  public static final String OUTCOME_UNKNOWN = "outcome_unknown";
  public static final String CODE = "code";
  public static final String SUB_WORKFLOW = "sub_workflow";
  public static final String INTERNAL = "internal";

  /** A failure that another attempt will not mend. */
  public static Failure permanent(String errorClass, String message) {
    return new Failure(errorClass, message, false);
  }

  /** A failure that may be gone at the next attempt. */
  public static Failure passing(String errorClass, String message) {
    return new Failure(errorClass, message, true);
  }
}
