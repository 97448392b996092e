package io.fluxo.command.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language that pays for what it reads and makes. Name, signature and number of
 * arguments stay those of the library, so that partial application and higher-order functions treat
 * it alike.
 */
final class BuiltIn extends JFunction {

  /** What replaces the library's own body. */
  interface Body {
    @Nullable Object call(List<?> arguments);
  }

  private final @Nullable Body body;
  private final boolean patterns;
  private final boolean whole;

  /**
   * @param method the method of the library that defines the arguments
   * @param body what is called instead of it, null for itself
   * @param patterns whether regular expressions may be written as an argument
   * @param whole whether it reads its arguments to the last leaf
   */
  BuiltIn(
      String name,
      String signature,
      String method,
      @Nullable Body body,
      boolean patterns,
      boolean whole) {
    super(name, signature, Functions.class, null, method);
    this.body = body;
    this.patterns = patterns;
    this.whole = whole;
  }

  boolean takesPatterns() {
    return patterns;
  }

  @Override
  @SuppressWarnings("rawtypes") // the library's own signature
  public @Nullable Object call(@Nullable Object input, List args) {
    Budget budget = Budget.current();
    for (Object argument : args) {
      budget.spend(argument);
      if (whole) {
        budget.weigh(argument, 0);
      }
    }
    Object result = body == null ? super.call(input, args) : body.call(args);
    budget.spend(result);
    return result;
  }
}
