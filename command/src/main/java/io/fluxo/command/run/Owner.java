package io.fluxo.command.run;

import io.fluxo.messages.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose a run is, as the metadata of its first event says. Nothing else tells: two tenants may have
 * the same workflow, word for word.
 */
record Owner(@Nullable Object tenant, @Nullable Object workspace) {

  static final Owner NOBODY = new Owner(null, null);

  static Owner of(Map<String, ?> metaData) {
    return new Owner(metaData.get(Context.TENANT), metaData.get(Context.WORKSPACE));
  }

  /** Whether whoever asks asks for the owner. */
  boolean is(Context context) {
    return context.tenant().equals(tenant) && context.workspace().equals(workspace);
  }
}
