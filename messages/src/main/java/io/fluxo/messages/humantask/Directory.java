package io.fluxo.messages.humantask;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Knows the people of a tenant, as far as tasks need it. It answers quickly, from memory. */
public interface Directory {

  /**
   * The principal of somebody who may work in a workspace.
   *
   * @param name the id or the e-mail address of an account
   * @return {@code user:<id>}, or null where there is nobody of that name
   */
  @Nullable String person(String tenant, String workspace, String name);

  /**
   * Who does the work of somebody who is away.
   *
   * @param person {@code user:<id>}
   * @return the principal of who stands in, or null where the person is there or nobody stands in
   */
  @Nullable String standIn(String tenant, String person, Instant now);
}
