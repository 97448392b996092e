package io.fluxo.command.expression;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Parser.Symbol;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of a JSONata expression may spend: time, depth, and material. The library's
 * own time box does not see parallel branches and built-in functions; this one is asked by both.
 */
final class Budget {

  static final int MAX_STRING = 2_000_000;
  static final int MAX_LIST = 100_000;

  private static final int MAX_DEPTH = 100;
  private static final long MATERIAL = 32_000_000;
  private static final long MAX_WEIGHT = 4_000_000;
  private static final int MAX_NESTING = 150;
  // Fewer steps than this cannot nest references often enough to make a small value huge.
  private static final int STEPS_BEFORE_WEIGHING = 24;

  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  private final TimeBound time;
  private final @Nullable Object[] functionAtDepth = new Object[MAX_DEPTH + 2];
  private @Nullable IdentityHashMap<Object, Long> weights;
  private long material = MATERIAL;
  private int depth;

  Budget(LongSupplier nanos) {
    this.time = new TimeBound(nanos);
  }

  /** The budget of the evaluation that runs on this thread. */
  static Budget current() {
    Budget budget = CURRENT.get();
    if (budget == null) {
      throw new IllegalStateException("No expression is being evaluated on this thread");
    }
    return budget;
  }

  void open() {
    CURRENT.set(this);
  }

  static void close() {
    CURRENT.remove();
  }

  /** Called before every part of an expression is evaluated. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new Exhausted("nests or recurses deeper than " + MAX_DEPTH + " levels");
    }
    functionAtDepth[depth + 1] = null;
    tick();
  }

  /** Called after every part of an expression with its result. */
  void leave(@Nullable Object result) {
    if (result instanceof JFunction) {
      functionAtDepth[depth] = result;
    } else if (result instanceof Symbol) {
      functionAtDepth[depth] = null;
    } else if (isPattern(result)
        && !(functionAtDepth[depth] instanceof BuiltIn function && function.takesPatterns())) {
      throw new Exhausted(
          "uses a regular expression elsewhere than directly in $match, $contains, $replace or"
              + " $split");
    }
    spend(result);
    depth--;
  }

  /** A list of one is unwrapped by the library after it was seen here. */
  private static boolean isPattern(@Nullable Object result) {
    return result instanceof Pattern
        || (result instanceof List<?> list && list.size() == 1 && isPattern(list.get(0)));
  }

  /** Accounts for a value that was made or looked at. */
  void spend(@Nullable Object value) {
    if (value instanceof String text) {
      if (text.length() > MAX_STRING) {
        throw new Exhausted("builds a text of more than " + MAX_STRING + " characters");
      }
      charge(text.length() / 2);
    } else if (value instanceof List<?> list) {
      if (list.size() > MAX_LIST) {
        throw new Exhausted("builds a list of more than " + MAX_LIST + " items");
      }
      charge(2L * list.size());
      weighOnceBusy(list);
    } else if (value instanceof Map<?, ?> map) {
      weighOnceBusy(map);
    }
  }

  void charge(long units) {
    material -= units;
    if (material < 0) {
      throw new Exhausted("handles more data than an expression may");
    }
    tick();
  }

  /** Looks at the clock now and then. */
  void tick() {
    time.tick();
  }

  private void weighOnceBusy(Object container) {
    if (time.steps() > STEPS_BEFORE_WEIGHING) {
      weigh(container, 0);
    }
  }

  /**
   * How big a value is when written out. Values share their parts, so a few steps can make one that
   * is small in memory and endless to compare or to write.
   */
  long weigh(@Nullable Object value, int nesting) {
    if (value instanceof String text) {
      return 8L + text.length();
    }
    if (!(value instanceof Map || value instanceof List)) {
      return 8;
    }
    if (nesting > MAX_NESTING) {
      throw new Exhausted("builds a value that nests too deeply");
    }
    IdentityHashMap<Object, Long> known = weights;
    if (known == null) {
      known = new IdentityHashMap<>();
      weights = known;
    }
    Long before = known.get(value);
    if (before != null) {
      return before;
    }
    long weight = 16;
    Collection<?> parts = value instanceof Map<?, ?> map ? map.values() : (List<?>) value;
    if (parts.size() > MAX_LIST) {
      throw new Exhausted("builds a list of more than " + MAX_LIST + " items");
    }
    for (Object part : parts) {
      weight += 8 + weigh(part, nesting + 1);
      if (weight > MAX_WEIGHT) {
        throw new Exhausted("builds a value larger than " + MAX_WEIGHT / 2_000_000 + " MB");
      }
      tick();
    }
    known.put(value, weight);
    return weight;
  }
}
