package io.fluxo.api.notice;

import io.fluxo.messages.humantask.TaskId;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Makes links by which somebody without an account answers a task once. */
public interface AnswerLinks {

  /**
   * Makes a link, or another address of the one that was made before for the same notice and
   * address.
   *
   * @param noticeId of what the address is told
   * @return fails with a {@link io.fluxo.messages.rejection.Rejection} where the task is not open
   */
  CompletableFuture<URI> issue(
      String tenant, String workspace, TaskId task, String email, String noticeId);
}
