package io.fluxo.query.run;

import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.travel.RunDifference;
import io.fluxo.messages.travel.RunDifference.Change;
import io.fluxo.messages.travel.RunDifference.Point;
import io.fluxo.messages.travel.RunSituation;
import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a run between two of its situations. */
final class RunComparison {

  private final List<Change> changes = new ArrayList<>();

  private RunComparison() {}

  static RunDifference of(RunSituation from, RunSituation to) {
    return new RunDifference(
        point(from),
        point(to),
        variables(from.variables(), to.variables()),
        steps(from.steps(), to.steps()),
        tasks(from.tasks(), to.tasks()));
  }

  private static Point point(RunSituation of) {
    return new Point(of.position(), of.sequence(), of.time(), of.run().status());
  }

  /** The visits of a later situation begin with those of an earlier one. */
  private static List<RunDifference.Step> steps(List<StepView> before, List<StepView> after) {
    List<RunDifference.Step> steps = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      StepView was = i < before.size() ? before.get(i) : null;
      if (!after.get(i).equals(was)) {
        steps.add(new RunDifference.Step(i, was, after.get(i)));
      }
    }
    return steps;
  }

  private static List<RunDifference.Task> tasks(List<TaskView> before, List<TaskView> after) {
    Map<Object, TaskView> was = new HashMap<>();
    before.forEach(task -> was.put(task.taskId(), task));
    List<RunDifference.Task> tasks = new ArrayList<>();
    for (TaskView task : after) {
      TaskView then = was.get(task.taskId());
      if (!task.equals(then)) {
        tasks.add(new RunDifference.Task(then, task));
      }
    }
    return tasks;
  }

  static List<Change> variables(Map<String, Payload> before, Map<String, Payload> after) {
    RunComparison comparison = new RunComparison();
    comparison.compare("", trees(before), trees(after));
    return List.copyOf(comparison.changes);
  }

  private static Map<String, @Nullable Object> trees(Map<String, Payload> variables) {
    Map<String, @Nullable Object> trees = new LinkedHashMap<>();
    variables.forEach((name, value) -> trees.put(name, value.json()));
    return trees;
  }

  private void compare(String pointer, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    Map<String, @Nullable Object> left = parts(before);
    Map<String, @Nullable Object> right = parts(after);
    if (left == null || right == null || before instanceof List != after instanceof List) {
      changes.add(new Change(pointer, Payload.of(before), Payload.of(after)));
      return;
    }
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      if (!right.containsKey(name)) {
        changes.add(new Change(place, Payload.of(left.get(name)), null));
      } else if (!left.containsKey(name)) {
        changes.add(new Change(place, null, Payload.of(right.get(name))));
      } else {
        compare(place, left.get(name), right.get(name));
      }
    }
  }

  private static @Nullable Map<String, @Nullable Object> parts(@Nullable Object value) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, part) -> parts.put(String.valueOf(name), part));
      return parts;
    }
    if (value instanceof List<?> array) {
      for (int i = 0; i < array.size(); i++) {
        parts.put(Integer.toString(i), array.get(i));
      }
      return parts;
    }
    return null;
  }
}
