package io.fluxo.messages.privacy;

import java.util.Collection;

/** A place where something of runs and tasks stands that no key seals, or that no key is worth. */
@FunctionalInterface
public interface ErasedBeside {

  /**
   * Removes what stands there, in the transaction that destroys the keys.
   *
   * @param roots the runs, and the tasks of their own, that are erased
   */
  void erase(String tenant, String workspace, Collection<String> roots);
}
