package io.fluxo.api.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a task.
 *
 * @param what as created or overdue
 * @param recipients principals
 * @param excluded principals who are not told although they are among them
 * @param title JSON
 * @param outside addresses of people without an account
 * @param isStale whether it is too old to tell anybody
 */
record Notice(
    String id,
    String tenant,
    String workspace,
    String taskId,
    String what,
    List<String> recipients,
    List<String> excluded,
    String title,
    @Nullable Instant due,
    List<String> outside,
    boolean isStale) {

  /** What people are told who are asked for something. */
  static final String CREATED = "created";

  @Override
  public String toString() {
    return "Notice[" + id + "]";
  }
}
