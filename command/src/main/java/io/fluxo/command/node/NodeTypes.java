package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The register of all installed node types. */
public final class NodeTypes {

  private final Map<String, NodeType> byName = new TreeMap<>();

  /**
   * Registers the types.
   *
   * @throws IllegalStateException when two have the same name
   */
  public NodeTypes(Collection<? extends NodeType> types) {
    for (NodeType type : types) {
      if (byName.put(type.type(), type) != null) {
        throw new IllegalStateException("Two node types are called " + type.type());
      }
    }
  }

  /** The type of that name, or null. */
  public @Nullable NodeType find(String type) {
    return byName.get(type);
  }

  /** All types, by name. */
  public Collection<NodeType> all() {
    return Collections.unmodifiableCollection(byName.values());
  }
}
