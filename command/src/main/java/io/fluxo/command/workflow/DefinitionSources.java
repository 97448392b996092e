package io.fluxo.command.workflow;

import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowSources;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the edge may ask about definitions. */
@Component
public class DefinitionSources implements WorkflowSources {

  private final String schema;

  /** For definitions made of the given types. */
  public DefinitionSources(NodeTypes types) {
    this.schema = DefinitionSchema.compose(types);
  }

  @Override
  public WorkflowId identify(String source) {
    Located text = SourceText.read(source);
    Problems problems = new Problems(text.spot());
    String id = null;
    if (text.value() instanceof Map<?, ?> map && map.get("id") instanceof String written) {
      id = written;
    }
    if (id == null) {
      problems.add("/id", "The definition has no id", "a text of the form " + WorkflowId.FORM);
    } else if (!WorkflowId.isValid(id)) {
      problems.add("/id", "The text has another form", WorkflowId.FORM);
    }
    problems.throwIfAny();
    return new WorkflowId(Objects.requireNonNull(id));
  }

  @Override
  public String schema() {
    return schema;
  }
}
