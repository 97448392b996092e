package io.fluxo.messages.node;

import io.fluxo.messages.secret.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * Evaluates a CEL condition that sees nothing but {@code form}, of which anything may be missing.
   * It has no loops and no patterns, so that many of them stay quick.
   *
   * @return empty where what the condition reads is missing, or of a kind that it cannot work with
   * @throws NodeFailure when it does not compile, is not boolean, or exceeds its bounds
   */
  Optional<Boolean> conditionOverForm(String cel, Map<String, Object> form) throws NodeFailure;

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

  /**
   * Resolves like {@link #resolve(Object, Map)}, but for placeholders that are {@code
   * ${secrets.name}}: a mark is left for each, and its place noted.
   *
   * @param pointer JSON pointer of the template
   * @param places takes the places of the marks
   * @throws NodeFailure as {@link #value}
   */
  @Nullable Object resolve(
      @Nullable Object template,
      Map<String, Object> scope,
      String pointer,
      List<SecretPlace> places)
      throws NodeFailure;
}
