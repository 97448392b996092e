package io.fluxo.command.workflow;

import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.List;
import java.util.Set;

/** A small fixed set of node types. */
final class FakeTypes {

  private static final String ANY = "{\"type\": \"object\"}";

  private FakeTypes() {}

  static NodeTypes all() {
    return new NodeTypes(
        List.of(
            new Fake("manual_trigger", ANY, Set.of(), Set.of()),
            new Fake("webhook_trigger", ANY, Set.of(), Set.of()),
            new Fake("schedule_trigger", ANY, Set.of(), Set.of()),
            new Fake("event_trigger", ANY, Set.of(), Set.of()),
            new Fake("set", ANY, Set.of(), Set.of()),
            new Fake("parallel", ANY, Set.of("*"), Set.of()),
            new Fake("for_each", ANY, Set.of("body"), Set.of()),
            new Fake(
                "condition_if",
                """
                {"type": "object", "required": ["when"], "additionalProperties": false,
                 "properties": {"when": {"type": "string", "maxLength": 30}}}
                """,
                Set.of("true", "false"),
                Set.of("when")),
            new Fake(
                "http_request",
                """
                {"type": "object", "required": ["url"], "additionalProperties": false,
                 "properties": {
                   "url": {"type": "string"},
                   "port": {"type": "integer", "maximum": 65535},
                   "method": {"enum": ["GET", "POST"]}}}
                """,
                Set.of(),
                Set.of())));
  }

  private record Fake(String type, String configSchema, Set<String> branches, Set<String> rawConfig)
      implements NodeType {
    @Override
    public Effect effect() {
      return type.equals("http_request") ? Effect.IDEMPOTENT : Effect.PURE;
    }

    @Override
    public String summary() {
      return "For tests";
    }
  }
}
