package io.fluxo.messages.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The identity of a workflow across tenants, and the identifier of its stream: {@code
 * tenant/workspace/id}.
 */
public record WorkflowKey(@JsonValue String value) {

  @JsonCreator
  public WorkflowKey {
    if (value.chars().filter(c -> c == '/').count() != 2) {
      throw new IllegalArgumentException("Expected a workflow key tenant/workspace/id");
    }
  }

  public static WorkflowKey of(String tenant, String workspace, WorkflowId id) {
    return new WorkflowKey(tenant + "/" + workspace + "/" + id.value());
  }

  public WorkflowId id() {
    return new WorkflowId(value.substring(value.lastIndexOf('/') + 1));
  }

  @Override
  public String toString() {
    return value;
  }
}
