package io.fluxo.command.run;

import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.secret.SecretPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of a node at the moment a run comes to it. */
final class NodeConfig {

  private NodeConfig() {}

  /**
   * All placeholders resolved, except in the entries that the node type wants raw.
   *
   * @param places where the places of the secrets in it are put, null where it holds none
   */
  static Map<String, Object> of(
      Plan.Node node,
      NodeType type,
      Expressions expressions,
      Map<String, Object> names,
      @Nullable List<SecretPlace> places)
      throws NodeFailure {
    Map<String, Object> written = node.definition().config();
    if (written.isEmpty()) {
      return written;
    }
    Map<String, Object> resolved = HashMap.newHashMap(written.size());
    for (Map.Entry<String, Object> entry : written.entrySet()) {
      resolved.put(
          entry.getKey(),
          type.rawConfig().contains(entry.getKey())
              ? entry.getValue()
              : resolve(entry, expressions, names, places));
    }
    return resolved;
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  private static Object resolve(
      Map.Entry<String, Object> entry,
      Expressions expressions,
      Map<String, Object> names,
      @Nullable List<SecretPlace> places)
      throws NodeFailure {
    return places == null
        ? expressions.resolve(entry.getValue(), names)
        : expressions.resolve(
            entry.getValue(), names, SecretPlace.inside("", entry.getKey()), places);
  }
}
