package io.fluxo.api.secret;

import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads for whom a secret is. */
final class SecretPlaces {

  private static final Pattern NODE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,63}");

  private SecretPlaces() {}

  /**
   * The scope that a request names, in the tenant and workspace of its caller.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when the parameters do not fit
   */
  static SecretScope of(
      String scope, @Nullable String workflow, @Nullable String node, Context context) {
    SecretScope.Level level = level(scope);
    if (level != SecretScope.Level.NODE) {
      if (workflow != null || node != null) {
        throw Problems.invalid(
            "/scope", "A workflow or node is named, but the scope is another", "scope=node");
      }
      return level == SecretScope.Level.TENANT
          ? SecretScope.tenant(context.tenant())
          : SecretScope.workspace(context.tenant(), context.workspace());
    }
    if (workflow == null || !WorkflowId.isValid(workflow)) {
      throw Problems.invalid("/workflow", "The scope needs a workflow", "the id of a workflow");
    }
    if (node == null || !NODE.matcher(node).matches()) {
      throw Problems.invalid("/node", "The scope needs a node", "the id of a node");
    }
    return SecretScope.node(context.tenant(), context.workspace(), workflow, node);
  }

  /** The scope in words, as events name it. */
  static String text(SecretScope scope) {
    return scope.level() == SecretScope.Level.NODE
        ? "node " + scope.workflow() + "/" + scope.node()
        : scope.level().text();
  }

  private static SecretScope.Level level(String scope) {
    for (SecretScope.Level level : SecretScope.Level.values()) {
      if (level.text().equals(scope)) {
        return level;
      }
    }
    throw Problems.invalid("/scope", "There is no such scope", "tenant, workspace or node");
  }
}
