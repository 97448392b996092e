package io.fluxo.messages.travel;

import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run between two points of its life.
 *
 * @param variables what changed in the variables
 * @param steps the visits of nodes that began or changed, in their order
 * @param tasks the tasks that were asked for or changed
 */
public record RunDifference(
    Point from, Point to, List<Change> variables, List<Step> steps, List<Task> tasks) {

  /** How the run stood at a point. */
  public record Point(long position, long sequence, Instant time, RunStatus status) {}

  /**
   * A variable, or a part of one.
   *
   * @param pointer JSON pointer (RFC 6901) to the place
   * @param before what stood there, null where nothing did
   * @param after what stands there, null where nothing does
   */
  public record Change(String pointer, @Nullable Payload before, @Nullable Payload after) {}

  /**
   * A visit of a node.
   *
   * @param visit its number among the visits, from 0
   * @param before null for one that began since
   */
  public record Step(int visit, @Nullable StepView before, StepView after) {}

  /**
   * A task.
   *
   * @param before null for one that was asked for since
   */
  public record Task(@Nullable TaskView before, TaskView after) {}
}
