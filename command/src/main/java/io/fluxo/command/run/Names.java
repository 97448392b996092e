package io.fluxo.command.run;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an expression sees from inside a scope. */
final class Names {

  private Names() {}

  static Map<String, Object> of(Plan plan, RunState state, int scope) {
    Map<String, Object> names = new HashMap<>();
    names.put("input", json(state.begun().input().json()));
    names.put("vars", new Kept(state.vars()));
    names.put("nodes", new Outputs(state, scope));
    names.put("run", run(plan, state));
    Map<String, Object> error = null;
    boolean item = false;
    for (int at = scope; at >= 0; at = state.scope(at).parent()) {
      Scope here = state.scope(at);
      if (error == null && here.error() != null) {
        error = here.error();
        names.put("error", error);
      }
      if (!item && here.block() > 0 && state.block(here.block()).items() != null) {
        item = true;
        putItem(plan, names, state.block(here.block()), Integer.parseInt(here.branch()));
      }
    }
    return names;
  }

  private static Map<String, Object> run(Plan plan, RunState state) {
    Map<String, Object> run = HashMap.newHashMap(4);
    run.put("id", state.begun().runId().value());
    run.put("workflow", plan.ref().id().value());
    run.put("version", plan.ref().version());
    String startedBy = state.begun().startedBy();
    if (startedBy != null) {
      run.put("startedBy", startedBy);
    }
    return run;
  }

  private static void putItem(
      Plan plan, Map<String, Object> names, Activation.Block block, int index) {
    Object value = block.items() == null ? null : block.items().get(index);
    names.put("item", json(value));
    names.put("index", index);
    if (plan.node(block.node()).definition().config().get("as") instanceof String as) {
      names.put(as, json(value));
    }
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  private static Object json(@Nullable Object value) {
    return value;
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  private static Object unkept(@Nullable Object value) {
    return value == RunState.NOTHING ? null : value;
  }

  /** The variables, with nulls as nulls. */
  private static final class Kept extends AbstractMap<String, Object> {
    private final Map<String, Object> kept;

    Kept(Map<String, Object> kept) {
      this.kept = kept;
    }

    @Override
    public Object get(@Nullable Object key) {
      return unkept(kept.get(key));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return kept.containsKey(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      kept.forEach((name, value) -> all.put(name, unkept(value)));
      return all.entrySet();
    }
  }

  /** The outputs of nodes as {@code nodes.<id>.output}, from here outwards. */
  private static final class Outputs extends AbstractMap<String, Object> {
    private final RunState state;
    private final int scope;

    Outputs(RunState state, int scope) {
      this.state = state;
      this.scope = scope;
    }

    @Override
    @SuppressWarnings("NullAway") // absent means null for a map
    public Object get(@Nullable Object key) {
      for (int at = scope; at >= 0; at = state.scope(at).parent()) {
        Object output = state.scope(at).outputs().get(key);
        if (output != null) {
          return wrapped(output);
        }
      }
      return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return get(key) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      for (int at = scope; at >= 0; at = state.scope(at).parent()) {
        state.scope(at).outputs().forEach((id, output) -> all.putIfAbsent(id, wrapped(output)));
      }
      return all.entrySet();
    }

    private static Map<String, Object> wrapped(Object output) {
      Map<String, Object> wrapped = HashMap.newHashMap(1);
      wrapped.put("output", unkept(output));
      return wrapped;
    }
  }
}
