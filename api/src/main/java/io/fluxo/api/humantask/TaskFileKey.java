package io.fluxo.api.humantask;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Which file of which task.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 */
record TaskFileKey(String tenant, String workspace, TaskId task, String sha256) {

  static TaskFileKey of(Context context, TaskId task, String sha256) {
    return new TaskFileKey(context.tenant(), context.workspace(), task, sha256);
  }

  /** The four columns of the key, and more parameters of a statement. */
  @Nullable Object[] parameters(@Nullable Object... more) {
    @Nullable Object[] all = new Object[4 + more.length];
    all[0] = tenant;
    all[1] = workspace;
    all[2] = task.value();
    all[3] = sha256;
    System.arraycopy(more, 0, all, 4, more.length);
    return all;
  }
}
