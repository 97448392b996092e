package io.fluxo.api.humantask;

import io.fluxo.messages.humantask.TaskId;
import java.time.Instant;

/**
 * A link by which somebody answers a task once.
 *
 * @param id of the link
 * @param until when it ends, as far as its token says; the task may have taken it back before
 */
record AnswerLink(String tenant, String workspace, TaskId task, String id, Instant until) {

  /** Who acts by it. */
  String actor() {
    return "link:" + id;
  }
}
