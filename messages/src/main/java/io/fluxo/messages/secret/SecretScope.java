package io.fluxo.messages.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * For whom a secret is: all of a tenant, a workspace of it, or one node of a workflow there. The
 * narrowest one is used.
 *
 * @param tenant the tenant
 * @param workspace the workspace, empty for all of the tenant
 * @param workflow the workflow's id, empty but for a node
 * @param node the node's id, empty but for a node
 */
public record SecretScope(String tenant, String workspace, String workflow, String node) {

  /** How wide a scope is. */
  public enum Level {
    TENANT,
    WORKSPACE,
    NODE;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SecretScope {
    boolean narrow = !workflow.isEmpty() && !node.isEmpty() && !workspace.isEmpty();
    boolean wider = workflow.isEmpty() && node.isEmpty();
    if (tenant.isEmpty() || !(narrow || wider)) {
      throw new IllegalArgumentException("Expected a tenant, a workspace, or a node of a workflow");
    }
  }

  /** All of a tenant. */
  public static SecretScope tenant(String tenant) {
    return new SecretScope(tenant, "", "", "");
  }

  /** A workspace. */
  public static SecretScope workspace(String tenant, String workspace) {
    return new SecretScope(tenant, workspace, "", "");
  }

  /** One node of a workflow. */
  public static SecretScope node(String tenant, String workspace, String workflow, String node) {
    return new SecretScope(tenant, workspace, workflow, node);
  }

  public Level level() {
    return workspace.isEmpty() ? Level.TENANT : node.isEmpty() ? Level.WORKSPACE : Level.NODE;
  }
}
