package io.fluxo.command.run;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunStart;
import org.jspecify.annotations.Nullable;

/** The keys under which runs were started, kept for their window. */
public interface IdempotencyKeys {

  /**
   * Takes the key for a new run, in the current transaction.
   *
   * @param start the answer that repeated starts are to get
   * @return null where the key was free and is now taken, else the first answer
   * @throws io.fluxo.messages.rejection.Rejection KEY_REUSED where the key stands for another
   *     request
   */
  @Nullable RunStart claim(Context context, IdempotencyKey key, RunStart start);

  /** Gives a claimed key back, where the start did not come about after all. */
  void release(Context context, IdempotencyKey key);
}
