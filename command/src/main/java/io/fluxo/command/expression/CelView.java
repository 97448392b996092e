package io.fluxo.command.expression;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows a JSON tree as CEL wants it, without a copy: whole numbers are longs, and null is CEL's own
 * value for it.
 */
final class CelView {

  private final Object nothing;

  CelView(Object nothing) {
    this.nothing = nothing;
  }

  Object of(@Nullable Object value) {
    if (value == null) {
      return nothing;
    }
    if (value instanceof Number number) {
      return switch (number) {
        case Long whole -> whole;
        case Double real -> real;
        case Integer whole -> whole.longValue();
        default -> number.doubleValue();
      };
    }
    if (value instanceof Map<?, ?> map) {
      return new ObjectView(map);
    }
    return value instanceof List<?> list ? new ListView(list) : value;
  }

  private final class ObjectView extends AbstractMap<Object, Object> {
    private final Map<?, ?> map;

    ObjectView(Map<?, ?> map) {
      this.map = map;
    }

    @Override
    public @Nullable Object get(Object key) {
      Object value = map.get(key);
      return value != null || map.containsKey(key) ? of(value) : null;
    }

    @Override
    public boolean containsKey(Object key) {
      return map.containsKey(key);
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Object>> iterator() {
          return map.entrySet().stream()
              .map(
                  e ->
                      (Entry<Object, Object>)
                          new SimpleImmutableEntry<>((Object) e.getKey(), of(e.getValue())))
              .iterator();
        }

        @Override
        public int size() {
          return map.size();
        }
      };
    }
  }

  private final class ListView extends AbstractList<Object> {
    private final List<?> list;

    ListView(List<?> list) {
      this.list = list;
    }

    @Override
    public Object get(int index) {
      return of(list.get(index));
    }

    @Override
    public int size() {
      return list.size();
    }
  }
}
