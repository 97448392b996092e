package io.fluxo.command.store;

import io.fluxo.messages.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose a run or task is, as the metadata of its first event says. Nothing else tells: two tenants
 * may have the same workflow, word for word.
 */
public record Owner(@Nullable Object tenant, @Nullable Object workspace) {

  /** Before the first event. */
  public static final Owner NOBODY = new Owner(null, null);

  /** Reads it from the metadata of the first event. */
  public static Owner of(Map<String, ?> metaData) {
    return new Owner(metaData.get(Context.TENANT), metaData.get(Context.WORKSPACE));
  }

  /** Whether whoever asks asks for the owner. */
  public boolean is(Context context) {
    return context.tenant().equals(tenant) && context.workspace().equals(workspace);
  }
}
