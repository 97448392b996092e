package io.fluxo.command.workflow;

import io.fluxo.messages.workflow.WorkflowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a definition from its JSON tree, without asking what node types exist. */
final class DefinitionReader {

  static final List<String> FIELDS =
      List.of("id", "name", "description", "settings", "input", "output", "start", "nodes");
  static final List<String> SETTINGS =
      List.of(
          "timeout",
          "maxVisits",
          "onError",
          "retryBudget",
          "priority",
          "concurrency",
          "fallback",
          "dataSubject",
          "retention");
  static final List<String> FALLBACK =
      List.of("enabled", "maxRetries", "timeoutSeconds", "fallbackFlowId", "escalateToHuman");
  static final int MAX_NODES = 2000;
  static final int MAX_VISITS = 1_000_000;
  static final int MAX_RETRIES = 100_000;
  static final int MAX_RUNS = 100_000;
  static final int MAX_NAME = 200;
  static final int MAX_DESCRIPTION = 10_000;
  static final Duration LONGEST = Duration.ofDays(3650);
  static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

  private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*){1,16}");

  private static final Pattern ID = Pattern.compile(WorkflowId.FORM);

  /** Stands in for an id that is missing or wrong, so that the other mistakes are found too. */
  private static final WorkflowId NO_ID = new WorkflowId("invalid");

  private DefinitionReader() {}

  /** Reads the tree; the definition is of use only when there were no problems. */
  static Definition read(@Nullable Object tree, Problems problems) {
    Fields fields = Fields.of(tree, "", problems, FIELDS);
    if (tree instanceof Map) {
      fields.require("id", "nodes");
    }
    String id = fields.text("id", ID);
    String name = fields.text("name", MAX_NAME);
    String description = fields.text("description", MAX_DESCRIPTION);
    Settings settings = fields.has("settings") ? settings(fields) : Settings.DEFAULT;
    Map<String, Object> input = fields.has("input") ? fields.object("input") : null;
    List<NodeDefinition> nodes = nodes(fields, problems);
    String start = fields.text("start", NodeReader.ID);
    WorkflowId workflowId = id == null ? NO_ID : new WorkflowId(id);
    return new Definition(
        workflowId,
        name == null ? workflowId.value() : name,
        description,
        settings,
        input,
        fields.raw("output"),
        start == null ? defaultStart(nodes) : start,
        nodes);
  }

  private static List<NodeDefinition> nodes(Fields fields, Problems problems) {
    List<Object> entries = fields.list("nodes", MAX_NODES);
    if (entries.isEmpty() && fields.raw("nodes") instanceof List<?> list && list.isEmpty()) {
      fields.problem("nodes", "There is no node", "at least one node");
    }
    List<NodeDefinition> nodes = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      nodes.add(NodeReader.read(entries.get(i), Pointers.join("/nodes", i), problems));
    }
    return List.copyOf(nodes);
  }

  private static String defaultStart(List<NodeDefinition> nodes) {
    return nodes.stream()
        .filter(node -> Triggers.TYPES.contains(node.type()))
        .findFirst()
        .or(() -> nodes.stream().findFirst())
        .map(NodeDefinition::id)
        .orElse("");
  }

  private static Settings settings(Fields fields) {
    Fields settings = fields.inside("settings", SETTINGS);
    return new Settings(
        settings.duration("timeout", LONGEST),
        settings.integer("maxVisits", 1, MAX_VISITS, Settings.DEFAULT_MAX_VISITS),
        settings.text("onError", NodeReader.ID),
        settings.integer("retryBudget", 0, MAX_RETRIES, Settings.DEFAULT_RETRY_BUDGET),
        settings.has("priority") ? settings.integer("priority", 0, 9, 5) : null,
        settings.has("concurrency") ? settings.integer("concurrency", 1, MAX_RUNS, 1) : null,
        settings.has("fallback")
            ? fallback(settings.inside("fallback", FALLBACK))
            : FallbackSettings.NONE,
        settings.text("dataSubject", POINTER),
        settings.duration("retention", LONGEST_RETENTION));
  }

  private static FallbackSettings fallback(Fields fields) {
    return new FallbackSettings(
        fields.bool("enabled", true),
        fields.has("maxRetries") ? fields.integer("maxRetries", 0, 100, 0) : null,
        fields.has("timeoutSeconds") ? fields.integer("timeoutSeconds", 1, 86_400, 1) : null,
        fields.text("fallbackFlowId", ID),
        fields.bool("escalateToHuman", false));
  }
}
