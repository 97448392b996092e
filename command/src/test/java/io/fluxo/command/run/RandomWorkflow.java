package io.fluxo.command.run;

import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.FallbackSettings;
import io.fluxo.command.workflow.NodeDefinition;
import io.fluxo.command.workflow.Settings;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes random workflows: chains, branches, parallel blocks, loops over items, loops back,
 * failures.
 */
final class RandomWorkflow {

  private final Random random;
  private final List<NodeDefinition> nodes = new ArrayList<>();
  private int counter;

  private final boolean recovering;

  private RandomWorkflow(Random random, boolean recovering) {
    this.random = random;
    this.recovering = recovering;
  }

  static Definition of(Random random) {
    return of(random, false);
  }

  /** With fallbacks, handlers, effects that can be undone, and people to ask. */
  static Definition recovering(Random random) {
    return of(random, true);
  }

  private static Definition of(Random random, boolean recovering) {
    RandomWorkflow workflow = new RandomWorkflow(random, recovering);
    String start = workflow.chain(0, null);
    return new Definition(
        new WorkflowId("random"),
        "random",
        null,
        new Settings(
            null,
            5,
            null,
            Settings.DEFAULT_RETRY_BUDGET,
            null,
            null,
            workflow.fallback(recovering),
            null,
            null),
        null,
        null,
        start,
        workflow.nodes);
  }

  private FallbackSettings fallback(boolean some) {
    return some
        ? new FallbackSettings(
            random.nextInt(4) > 0,
            null,
            null,
            random.nextInt(3) == 0 ? "rescue" : null,
            random.nextBoolean())
        : FallbackSettings.NONE;
  }

  /** A chain of nodes that ends at the given node; gives the id of its first. */
  private String chain(int depth, String end) {
    String next = end;
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      next = node(depth, next);
    }
    return next;
  }

  private String node(int depth, String next) {
    String id = "n" + counter++;
    int kind = random.nextInt(depth < 3 ? 10 : 5);
    switch (kind) {
      case 0, 1 ->
          add(id, "set", Map.of("variables", Map.of(id, "${input.value}")), next, Map.of(), null);
      case 2, 3 -> add(id, "effect", Map.of(), next, Map.of(), handler(depth));
      case 4 -> pause(id, depth, next);
      case 5 -> branch(id, depth, next);
      case 6 -> fork(id, depth, next);
      case 7, 8 ->
          add(
              id,
              "for_each",
              Map.of("items", List.of(1, 2, 3), "concurrency", 1 + random.nextInt(3)),
              next,
              Map.of("body", chain(depth + 1, null)),
              handler(depth));
      default -> retry(id, depth, next);
    }
    return id;
  }

  private void pause(String id, int depth, String next) {
    if (!recovering || random.nextBoolean()) {
      add(id, "delay", Map.of("duration", "10s"), next, Map.of(), null);
      return;
    }
    Map<String, String> branches =
        random.nextBoolean() ? Map.of("rejected", chain(depth + 1, next)) : Map.of();
    Map<String, Object> config =
        Map.of("kind", "approval", "title", "Task " + id, "exclude", List.of("${run.startedBy}"));
    add(id, "human_task", config, next, branches, handler(depth));
  }

  private void branch(String id, int depth, String next) {
    add(
        id,
        "condition_if",
        Map.of("when", "input.value > " + random.nextInt(10)),
        next,
        Map.of("true", chain(depth + 1, next), "false", chain(depth + 1, next)),
        null);
  }

  private void fork(String id, int depth, String next) {
    Map<String, String> branches = new LinkedHashMap<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      branches.put("b" + i, chain(depth + 1, null));
    }
    Object join =
        switch (random.nextInt(3)) {
          case 0 -> "any";
          case 1 -> Map.of("atLeast", 2);
          default -> "all";
        };
    add(id, "parallel", Map.of("join", join), next, branches, handler(depth));
  }

  /** A loop back, which the guard or the number of attempts ends. */
  private void retry(String id, int depth, String next) {
    String body = "n" + counter++;
    add(body, "effect", Map.of(), id, Map.of(), null);
    Map<String, String> branches = new LinkedHashMap<>();
    branches.put("again", body);
    if (next != null) {
      branches.put("exhausted", next);
    }
    add(id, "retry", Map.of("maxAttempts", 1 + random.nextInt(8)), null, branches, null);
  }

  private String handler(int depth) {
    if (random.nextInt(3) > 0) {
      return null;
    }
    String id = "n" + counter++;
    add(
        id,
        "set",
        Map.of("variables", Map.of("handled", "${error.errorClass}")),
        null,
        Map.of(),
        null);
    return id;
  }

  private void add(
      String id,
      String type,
      Map<String, Object> config,
      String next,
      Map<String, String> branches,
      String onError) {
    boolean effect = recovering && type.equals("effect");
    Map<String, Object> fallback = null;
    if (effect && random.nextInt(4) == 0) {
      fallback = Map.of("output", "instead");
    } else if (effect && random.nextInt(4) == 0) {
      String other = "n" + counter++;
      nodes.add(plain(other, random.nextBoolean() ? "effect" : "clone"));
      fallback = Map.of("node", other);
    }
    String undo = null;
    if (effect && random.nextInt(2) == 0) {
      undo = "n" + counter++;
      nodes.add(plain(undo, "effect"));
    }
    nodes.add(
        new NodeDefinition(id, type, null, config, next, branches, null, onError, fallback, undo));
  }

  private static NodeDefinition plain(String id, String type) {
    return new NodeDefinition(
        id, type, null, Map.of("of", "${nodes}"), null, Map.of(), null, null, null, null);
  }
}
