package io.fluxo.messages.node;

import java.util.Map;

/**
 * What a pure node gets.
 *
 * @param config the node's configuration with all expressions resolved, except the raw entries
 * @param scope the names an expression sees: {@code input}, {@code vars}, {@code nodes}, and inside
 *     a loop {@code item} and {@code index}
 * @param expressions evaluates raw entries
 */
public record PureInput(
    Map<String, Object> config, Map<String, Object> scope, Expressions expressions) {}
