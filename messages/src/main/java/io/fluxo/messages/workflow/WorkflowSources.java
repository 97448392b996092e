package io.fluxo.messages.workflow;

/** Reads what the edge must know about a definition before it can send a command. */
public interface WorkflowSources {

  /**
   * The id that a definition gives itself.
   *
   * @param source JSON or YAML
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT with pointer, line and column when
   *     the text does not parse or has no valid id
   */
  WorkflowId identify(String source);

  /**
   * The JSON Schema (2020-12) of definitions, as text, with the schemas of all installed node
   * types.
   */
  String schema();
}
