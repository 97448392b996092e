package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.document.Drawing;
import io.fluxo.messages.document.Drawing.Arrow;
import io.fluxo.messages.document.Drawing.Box;
import io.fluxo.messages.document.Drawing.Point;
import io.fluxo.messages.document.Drawing.Shade;
import io.fluxo.messages.run.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The definition as a drawing, with the way that the run took. */
final class RunGraph {

  /** More cannot be told apart on a page. */
  static final int MOST = 60;

  private static final double BOX_WIDTH = 146;
  private static final double BOX_HEIGHT = 38;
  private static final double ACROSS = 26;
  private static final double DOWN = 40;
  private static final double LANE = 14;
  private static final double WORD = 60; // room for the name of a branch beside the last lane

  private record Edge(String from, String to, @Nullable String label) {}

  private final Map<String, Map<?, ?>> nodes = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Integer> layers = new LinkedHashMap<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final List<StepView> steps;

  private RunGraph(List<StepView> steps) {
    this.steps = steps;
  }

  static Drawing of(Map<String, Object> definition, List<StepView> steps) {
    RunGraph graph = new RunGraph(steps);
    graph.read(definition);
    graph.layer(definition);
    return graph.draw();
  }

  private void read(Map<String, Object> definition) {
    if (definition.get("nodes") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> node
            && node.get("id") instanceof String id
            && nodes.size() < MOST) {
          nodes.put(id, node);
        }
      }
    }
    nodes.forEach(
        (id, node) -> {
          edge(id, node.get("next"), null);
          if (node.get("branches") instanceof Map<?, ?> branches) {
            branches.forEach((name, to) -> edge(id, to, String.valueOf(name)));
          }
          edge(id, node.get("onError"), "onError");
          edge(id, node.get("compensate"), "compensate");
        });
  }

  private void edge(String from, @Nullable Object to, @Nullable String label) {
    if (to instanceof String target && nodes.containsKey(target)) {
      edges.add(new Edge(from, target, label));
    }
  }

  /** Each node stands beneath all that lead to it, but for ways back. */
  private void layer(Map<String, Object> definition) {
    Set<String> led = new HashSet<>();
    edges.forEach(edge -> led.add(edge.to()));
    Set<Edge> onwards = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    if (definition.get("start") instanceof String start && nodes.containsKey(start)) {
      walk(start, new HashSet<>(), seen, onwards);
    }
    nodes.keySet().stream()
        .filter(id -> !led.contains(id))
        .forEach(id -> walk(id, new HashSet<>(), seen, onwards));
    nodes.keySet().forEach(id -> walk(id, new HashSet<>(), seen, onwards));
    nodes.keySet().forEach(id -> layers.put(id, 0));
    for (int i = 0; i < nodes.size(); i++) {
      for (Edge edge : onwards) {
        layers.merge(edge.to(), layers.getOrDefault(edge.from(), 0) + 1, Math::max);
      }
    }
  }

  private void walk(String id, Set<String> above, Set<String> seen, Set<Edge> onwards) {
    if (!seen.add(id)) {
      return;
    }
    above.add(id);
    for (Edge edge : edges) {
      if (edge.from().equals(id) && !above.contains(edge.to())) {
        onwards.add(edge);
        walk(edge.to(), above, seen, onwards);
      }
    }
    above.remove(id);
  }

  private Drawing draw() {
    Map<Integer, List<String>> rows = new TreeMap<>();
    layers.forEach((id, layer) -> rows.computeIfAbsent(layer, n -> new ArrayList<>()).add(id));
    int widest = rows.values().stream().mapToInt(List::size).max().orElse(1);
    double width = widest * (BOX_WIDTH + ACROSS) - ACROSS;
    rows.forEach(
        (layer, ids) -> {
          double used = ids.size() * (BOX_WIDTH + ACROSS) - ACROSS;
          double x = (width - used) / 2 + 2;
          for (String id : ids) {
            boxes.put(id, box(id, x, 2 + layer * (BOX_HEIGHT + DOWN)));
            x += BOX_WIDTH + ACROSS;
          }
        });
    List<Arrow> arrows = new ArrayList<>();
    int lanes = 0;
    boolean spoken = false;
    for (Edge edge : edges) {
      int down = layers.getOrDefault(edge.to(), 0) - layers.getOrDefault(edge.from(), 0);
      if (down != 1) {
        lanes++;
        spoken |= edge.label() != null;
      }
      arrows.add(arrow(edge, down == 1 ? 0 : width + lanes * LANE));
    }
    return new Drawing(
        width + lanes * LANE + (spoken ? WORD : 6),
        rows.size() * (BOX_HEIGHT + DOWN) - DOWN + 4,
        List.copyOf(boxes.values()),
        arrows);
  }

  private Box box(String id, double x, double y) {
    Map<?, ?> node = nodes.getOrDefault(id, Map.of());
    String name = node.get("name") instanceof String text ? text : id;
    return new Box(x, y, BOX_WIDTH, BOX_HEIGHT, name, String.valueOf(node.get("type")), shade(id));
  }

  private Shade shade(String id) {
    Map<String, Integer> seen = new HashMap<>();
    steps.stream()
        .filter(step -> step.node().equals(id))
        .forEach(step -> seen.merge(step.status(), 1, Integer::sum));
    if (seen.isEmpty()) {
      return Shade.PALE;
    }
    if (seen.containsKey("failed") || seen.containsKey("fell_back")) {
      return Shade.BAD;
    }
    return seen.containsKey("succeeded") || seen.containsKey("evaluated") ? Shade.GOOD : Shade.OPEN;
  }

  private Arrow arrow(Edge edge, double lane) {
    Box from = boxes.get(edge.from());
    Box to = boxes.get(edge.to());
    if (from == null || to == null) {
      throw new IllegalStateException("Every node has a box");
    }
    List<Point> points =
        lane == 0
            ? List.of(
                new Point(from.x() + BOX_WIDTH / 2, from.y() + BOX_HEIGHT),
                new Point(from.x() + BOX_WIDTH / 2, from.y() + BOX_HEIGHT + DOWN / 2 + 2),
                new Point(to.x() + BOX_WIDTH / 2, from.y() + BOX_HEIGHT + DOWN / 2 + 2),
                new Point(to.x() + BOX_WIDTH / 2, to.y()))
            : List.of(
                new Point(from.x() + BOX_WIDTH, from.y() + BOX_HEIGHT / 2 - 5),
                new Point(lane, from.y() + BOX_HEIGHT / 2 - 5),
                new Point(lane, to.y() + BOX_HEIGHT / 2 + 5),
                new Point(to.x() + BOX_WIDTH, to.y() + BOX_HEIGHT / 2 + 5));
    return new Arrow(points, edge.label(), taken(edge) ? Shade.GOOD : Shade.PALE);
  }

  /** Whether the run went that way, as far as the steps tell. */
  private boolean taken(Edge edge) {
    boolean arrived = steps.stream().anyMatch(step -> step.node().equals(edge.to()));
    return arrived
        && steps.stream()
            .filter(step -> step.node().equals(edge.from()))
            .anyMatch(
                step ->
                    edge.label() == null
                        ? step.branch() == null || !hasBranch(edge.from(), step.branch())
                        : edge.label().equals(step.branch())
                            || (edge.label().equals("onError") && step.status().equals("failed")));
  }

  private boolean hasBranch(String node, String branch) {
    return edges.stream().anyMatch(edge -> edge.from().equals(node) && branch.equals(edge.label()));
  }
}
