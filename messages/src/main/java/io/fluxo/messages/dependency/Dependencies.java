package io.fluxo.messages.dependency;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import java.util.List;

/** How it stands on this node with what a tenant's steps talk to. Other nodes have their own. */
public interface Dependencies {

  /**
   * What steps of the workspace talked to lately, by connector and name. The figures are those of
   * the whole tenant, whose workspaces share them.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when there is no such page
   */
  Page<DependencyView> list(String tenant, String workspace, PageRequest page);

  /**
   * Forgets what was found out about a dependency: closes its breaker, ends a pause, and begins
   * what waits for it.
   *
   * @param connector the node type
   * @param dependency its name, as in the list
   * @return how it stands now
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND when the list does not have it
   */
  DependencyView reset(String tenant, String workspace, String connector, String dependency);

  /** How busy each node type is on this node with steps of the tenant, by name. */
  List<QueueView> queues(String tenant);
}
