package io.fluxo.command.expression;

import com.google.common.base.Suppliers;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of workflow authors: CEL for conditions, JSONata for values, placeholders in
 * templates. Bounded in time, depth and size; nothing but the scope can be read. Compiled texts are
 * kept. Safe for any number of threads.
 */
public final class BoundedExpressions implements Expressions {

  /** Made when first used, for it takes a thousand classes, which a start need not wait for. */
  private final Supplier<Conditions> conditions;

  private final Supplier<Conditions> ofForms;

  private final Transforms transforms;
  private final Templates templates;
  private final MarkedTemplates marked;

  /**
   * Makes the engines.
   *
   * @param nanos a clock of nanoseconds that only goes forward, for the time bounds
   */
  public BoundedExpressions(LongSupplier nanos) {
    this.conditions = Suppliers.memoize(() -> new Conditions(Conditions.OF_RUNS, true, nanos));
    this.ofForms = Suppliers.memoize(() -> new Conditions(Conditions.OF_FORMS, false, nanos));
    this.transforms = new Transforms(nanos);
    this.templates = new Templates(transforms);
    this.marked = new MarkedTemplates(templates);
  }

  @Override
  public boolean condition(String cel, Map<String, Object> scope) throws NodeFailure {
    return conditions.get().test(cel, scope);
  }

  @Override
  public Optional<Boolean> conditionOverForm(String cel, Map<String, Object> form)
      throws NodeFailure {
    return ofForms.get().ask(cel, Map.of("form", form));
  }

  @Override
  public @Nullable Object value(String jsonata, Map<String, Object> scope) throws NodeFailure {
    return transforms.value(jsonata, scope);
  }

  @Override
  public @Nullable Object resolve(@Nullable Object template, Map<String, Object> scope)
      throws NodeFailure {
    return templates.resolve(template, scope);
  }

  @Override
  public @Nullable Object resolve(
      @Nullable Object template,
      Map<String, Object> scope,
      String pointer,
      List<SecretPlace> places)
      throws NodeFailure {
    return marked.resolve(template, scope, pointer, places);
  }
}
