package io.fluxo.api.humantask;

import io.fluxo.api.context.Ids;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ids of tasks: read, made, and derived where the same request may come twice. */
@Component
final class TaskIds {

  /** Crockford's base 32, as in all ids here. */
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 26;

  private final Ids ids;

  TaskIds(Ids ids) {
    this.ids = ids;
  }

  /** The id that a path names. */
  static TaskId read(String id) {
    try {
      return new TaskId(id);
    } catch (IllegalArgumentException e) {
      throw Rejection.notFound("task of that id");
    }
  }

  /**
   * The id of a new task. A request that comes again under its key is for the same task.
   *
   * @param key null where the caller gave none
   */
  TaskId next(@Nullable IdempotencyKey key, Context context) {
    if (key == null) {
      return new TaskId(ids.next());
    }
    return new TaskId(derived(context.tenant(), context.workspace(), context.actor(), key.key()));
  }

  /** An id that is always the same for the same parts. */
  static String derived(String... parts) {
    byte[] hash = Sha256.of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(DIGITS.charAt(hash[i] & 31));
    }
    return id.toString();
  }
}
