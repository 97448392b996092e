package io.fluxo.api.run;

import io.fluxo.messages.run.Attention;
import org.jspecify.annotations.Nullable;

/**
 * Which runs: by workflow and status those that are under way, by the rest those that ask for a
 * person.
 *
 * @param attention why they ask
 * @param node at which node
 * @param errorClass after which failure
 */
record BulkFilter(
    @Nullable String workflow,
    @Nullable String status,
    @Nullable Attention attention,
    @Nullable String node,
    @Nullable String errorClass) {

  boolean asksForDead() {
    return attention != null || node != null || errorClass != null;
  }
}
