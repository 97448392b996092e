package io.fluxo.connectors.evidence.pack;

import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.PayloadOpener;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a pack tells of a run that has ended.
 *
 * @param definition the version that it executed, as a tree
 * @param opener opens what is sealed in the leaves
 * @param made when the pack is made
 */
public record RunRecord(
    String tenant,
    String workspace,
    RunView run,
    List<StepView> steps,
    List<TaskDetail> tasks,
    Map<String, Object> definition,
    RunLeaves leaves,
    PayloadOpener opener,
    Instant made) {

  public RunRecord {
    steps = List.copyOf(steps);
    tasks = List.copyOf(tasks);
  }

  /** The place in the store of the last event. */
  public long position() {
    return leaves.leaves().stream().mapToLong(RunLeaves.Leaf::position).max().orElse(0);
  }
}
