package io.fluxo.command.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.base.Splitter;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.fluxo.messages.node.NodeFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Conditions in CEL: compiled once, bounded in size, iterations and time. */
final class Conditions {

  static final int MAX_LENGTH = 4000;

  private static final int MAX_ADDITIONS = 32;
  private static final Pattern LOOPING =
      Pattern.compile("\\b(all|exists|exists_one|existsOne|filter|matches)\\s*\\(");

  /** What the conditions of workflows may read. */
  static final List<String> OF_RUNS =
      List.of("input", "vars", "nodes", "item", "index", "error", "run", "now");

  /** What the conditions of forms may read. */
  static final List<String> OF_FORMS = List.of("form");

  /** Errors that come from the data: other data may do. */
  private static final Set<CelErrorCode> OF_DATA =
      Set.of(
          CelErrorCode.ATTRIBUTE_NOT_FOUND,
          CelErrorCode.OVERLOAD_NOT_FOUND,
          CelErrorCode.INDEX_OUT_OF_BOUNDS,
          CelErrorCode.BAD_FORMAT,
          CelErrorCode.DIVIDE_BY_ZERO,
          CelErrorCode.NUMERIC_OVERFLOW);

  private final Cache<String, Condition> compiled = Caffeine.newBuilder().maximumSize(2000).build();
  private final Cel cel;
  private final CelView view;
  private final boolean loops;
  private final LongSupplier nanos;

  /** A compiled condition and whether it can go over lists or texts for long. */
  private record Condition(CelRuntime.Program program, boolean looping) {}

  /**
   * @param names what the conditions may read
   * @param loops whether they may go over lists and match patterns, which takes time
   */
  Conditions(List<String> names, boolean loops, LongSupplier nanos) {
    this.loops = loops;
    this.cel = environment(names);
    this.view = new CelView(nothing());
    this.nanos = nanos;
  }

  private static Cel environment(List<String> names) {
    CelOptions options =
        CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(100)
            .maxParseErrorRecoveryLimit(5)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(1_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    // No map macro: it is the one that makes new values, and a condition needs none.
    CelBuilder builder =
        CelFactory.legacyCelBuilder()
            .setOptions(options)
            .setStandardMacros(
                CelStandardMacro.HAS,
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER);
    names.forEach(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }

  /** CEL's own null, asked of CEL, which has had several. */
  private Object nothing() {
    try {
      return cel.createProgram(cel.compile("null").getAst()).eval();
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("CEL does not know null", e);
    }
  }

  boolean test(String text, Map<String, Object> scope) throws NodeFailure {
    try {
      return evaluate(text, scope);
    } catch (CelEvaluationException e) {
      throw Refusals.failure("The condition " + Refusals.quote(text) + " " + reason(e));
    }
  }

  /** Evaluates over data that may be incomplete; empty where that keeps it from an answer. */
  Optional<Boolean> ask(String text, Map<String, Object> scope) throws NodeFailure {
    try {
      return Optional.of(evaluate(text, scope));
    } catch (CelEvaluationException e) {
      if (OF_DATA.contains(e.getErrorCode()) && !isExhausted(e)) {
        return Optional.empty();
      }
      throw Refusals.failure("The condition " + Refusals.quote(text) + " " + reason(e));
    }
  }

  private boolean evaluate(String text, Map<String, Object> scope)
      throws NodeFailure, CelEvaluationException {
    Condition condition = compiled.getIfPresent(text);
    if (condition == null) {
      condition = compile(text);
      compiled.put(text, condition);
    }
    try {
      Object result = run(condition, scope);
      if (result instanceof Boolean truth) {
        return truth;
      }
      throw Refusals.failure("The condition " + Refusals.quote(text) + " is not true or false");
    } catch (Exhausted e) {
      throw Refusals.failure("The condition " + Refusals.quote(text) + " " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      throw Refusals.failure(
          "The condition " + Refusals.quote(text) + " cannot be evaluated over this data");
    }
  }

  private Object run(Condition condition, Map<String, Object> scope) throws CelEvaluationException {
    CelVariableResolver names =
        name -> scope.containsKey(name) ? Optional.of(view.of(scope.get(name))) : Optional.empty();
    if (!condition.looping()) {
      return condition.program().eval(names);
    }
    TimeBound time = new TimeBound(nanos);
    return condition.program().trace(names, (part, value) -> time.stride());
  }

  private Condition compile(String text) throws NodeFailure {
    if (text.length() > MAX_LENGTH) {
      throw Refusals.failure("A condition is longer than " + MAX_LENGTH + " characters");
    }
    boolean looping = LOOPING.matcher(text).find();
    if (looping && !loops) {
      throw Refusals.failure("A condition loops or matches a pattern, which is not available here");
    }
    // Each addition may copy a text of the size of the input.
    if (text.chars().filter(c -> c == '+').count() > MAX_ADDITIONS) {
      throw Refusals.failure("A condition adds more than " + MAX_ADDITIONS + " times");
    }
    try {
      CelAbstractSyntaxTree tree = cel.compile(text).getAst();
      CelPatterns.check(tree);
      return new Condition(cel.createProgram(tree), looping);
    } catch (CelValidationException e) {
      String first = Splitter.on('\n').split(String.valueOf(e.getMessage())).iterator().next();
      throw Refusals.failure(
          "The condition "
              + Refusals.quote(text)
              + " does not compile: "
              + first.replaceFirst("^ERROR: <input>:(\\d+):(\\d+): ", "line $1, column $2: "));
    } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
      throw Refusals.failure("The condition " + Refusals.quote(text) + " does not compile");
    }
  }

  private static boolean isExhausted(CelEvaluationException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Exhausted) {
        return true;
      }
    }
    return false;
  }

  private static String reason(CelEvaluationException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Exhausted exhausted) {
        return String.valueOf(exhausted.getMessage());
      }
    }
    CelErrorCode code = e.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "reads a field that is not there: ask with has() first";
      case OVERLOAD_NOT_FOUND -> "uses an operator or function on values of the wrong type";
      case DIVIDE_BY_ZERO -> "divides by zero";
      case NUMERIC_OVERFLOW -> "computes a number that is out of range";
      case INDEX_OUT_OF_BOUNDS -> "reads past the end of a list";
      case ITERATION_BUDGET_EXCEEDED -> "goes over more than 10000 items";
      case BAD_FORMAT -> "converts a value that has another format";
      default -> "cannot be evaluated over this data";
    };
  }
}
