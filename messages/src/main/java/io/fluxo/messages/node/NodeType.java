package io.fluxo.messages.node;

import io.fluxo.messages.step.Effect;
import java.util.Map;
import java.util.Set;

/**
 * What all node types say about themselves. A new node type is one Spring component that implements
 * {@link PureNode} or {@link EffectNode}.
 */
public interface NodeType {

  /** The name that definitions use: lower-case words joined by underscores. */
  String type();

  /** What executing the node does to the world. */
  Effect effect();

  /**
   * What executing a node with this configuration does to the world, where that depends on it.
   *
   * @param config the configuration as written
   */
  default Effect effect(Map<String, Object> config) {
    return effect();
  }

  /** JSON Schema (2020-12) of the node's {@code config}, as text. */
  String configSchema();

  /** One sentence for the catalogue of node types. */
  String summary();

  /**
   * The branches that the node may take besides its plain way on. Empty for none, {@code "*"} for
   * any that the definition names.
   */
  default Set<String> branches() {
    return Set.of();
  }

  /**
   * The names of config entries that are expressions or literals for the node itself and are not
   * resolved before.
   */
  default Set<String> rawConfig() {
    return Set.of();
  }

  /**
   * Whether {@code ${secrets.name}} may stand in the config, except in raw entries. The values are
   * filled in right before the node acts; they must not reach anything that is stored.
   */
  default boolean takesSecrets() {
    return false;
  }

  /**
   * JSON pointers of those raw entries that may be {@code ${secrets.name}} and nothing else,
   * because whoever reads them asks for the value when it is needed.
   */
  default Set<String> secretEntries() {
    return Set.of();
  }

  /** The component under which usage of the node is counted. */
  default String usageComponent() {
    return "node." + type();
  }
}
