package io.fluxo.messages.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what workflow authors write. Bounded in time and size; no access to anything but the
 * scope.
 */
public interface Expressions {

  /**
   * Evaluates a CEL condition.
   *
   * @throws NodeFailure when it does not compile, is not boolean, or exceeds its bounds
   */
  boolean condition(String cel, Map<String, Object> scope) throws NodeFailure;

  /**
   * Evaluates a JSONata expression.
   *
   * @throws NodeFailure when it does not compile, fails, or exceeds its bounds
   */
  @Nullable Object value(String jsonata, Map<String, Object> scope) throws NodeFailure;

  /**
   * Resolves every {@code ${...}} inside a JSON tree: a string that is nothing but one placeholder
   * becomes its value, others become text.
   *
   * @throws NodeFailure as {@link #value}
   */
  @Nullable Object resolve(@Nullable Object template, Map<String, Object> scope) throws NodeFailure;
}
