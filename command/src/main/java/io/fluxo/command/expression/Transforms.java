package io.fluxo.command.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.node.NodeFailure;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Values in JSONata. A parsed expression is shared by all threads: everything that belongs to one
 * evaluation lives in its frame, its budget, and the library's own instance per thread.
 */
final class Transforms {

  static final int MAX_LENGTH = 16_000;

  private final Cache<String, Transform> parsed = Caffeine.newBuilder().maximumSize(4000).build();
  private final LongSupplier nanos;

  /** Exactly one of the two is there. */
  private record Transform(@Nullable DottedPath path, @Nullable Jsonata expression) {}

  Transforms(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Evaluates the expression; a plain path needs no language. */
  @Nullable Object value(String text, Map<String, Object> scope) throws NodeFailure {
    Transform transform = parsed.getIfPresent(text);
    if (transform == null) {
      DottedPath path = DottedPath.of(text);
      transform = new Transform(path, path == null ? parse(text) : null);
      parsed.put(text, transform);
    }
    if (transform.path() != null) {
      Object found = transform.path().in(scope);
      if (found != DottedPath.NEEDS_LANGUAGE) {
        return found;
      }
    }
    Jsonata expression = transform.expression();
    if (expression == null) {
      expression = parse(text);
      parsed.put(text, new Transform(transform.path(), expression));
    }
    return evaluate(text, expression, scope);
  }

  private @Nullable Object evaluate(String text, Jsonata expression, Map<String, Object> scope)
      throws NodeFailure {
    Budget budget = new Budget(nanos);
    Jsonata.Frame frame = expression.createFrame();
    frame.setEvaluateEntryCallback((part, input, environment) -> budget.enter());
    frame.setEvaluateExitCallback((part, input, environment, result) -> budget.leave(result));
    budget.open();
    try {
      return PlainJson.of(expression.evaluate(scope, frame));
    } catch (RuntimeException e) {
      throw Refusals.failure("The expression " + Refusals.quote(text) + " " + reason(e));
    } catch (StackOverflowError e) {
      throw Refusals.failure("The expression " + Refusals.quote(text) + " nests too deeply");
    } finally {
      Budget.close();
    }
  }

  private static Jsonata parse(String text) throws NodeFailure {
    if (text.length() > MAX_LENGTH) {
      throw Refusals.failure("An expression is longer than " + MAX_LENGTH + " characters");
    }
    try {
      Jsonata expression = Jsonata.jsonata(text);
      // Nulls are converted with the copy of the result; inputs are JSON by construction.
      expression.setOutputConvertNulls(false);
      expression.setValidateInput(false);
      BuiltIns.install(expression, text);
      return expression;
    } catch (JException e) {
      throw Refusals.failure(
          "The expression "
              + Refusals.quote(text)
              + " does not compile"
              + position(e)
              + ": "
              + Refusals.quote(String.valueOf(e.getMessage())));
    } catch (RuntimeException | StackOverflowError e) {
      throw Refusals.failure("The expression " + Refusals.quote(text) + " does not compile");
    }
  }

  private static String reason(RuntimeException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Exhausted exhausted) {
        return String.valueOf(exhausted.getMessage());
      }
      if (at instanceof JException error) {
        return "fails" + position(error) + sentence(error);
      }
    }
    return "cannot be evaluated over this data";
  }

  private static String position(JException error) {
    return error.getLocation() < 0 ? "" : " at character " + error.getLocation();
  }

  /** The library's sentence for the error, with dots where it would show the data. */
  private static String sentence(JException error) {
    String code = String.valueOf(error.getError());
    if (code.equals("D3137") || code.equals("D3141")) {
      return " because it calls $error or a failed $assert";
    }
    if (code.equals("S0500") || !code.matches("[SDT][0-9]{4}")) {
      return "";
    }
    return ": "
        + JException.msg(code, -1, "...", "...").replaceAll("\\{\\{\\w+}}", "...")
        + " ("
        + code
        + ")";
  }
}
