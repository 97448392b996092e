package io.fluxo.query.run;

import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parallel or for_each node while it is open: what its scopes came to so far. */
final class Block {
  private final int items;
  private final Map<String, @Nullable Object> results = new LinkedHashMap<>();

  /** A block over so many items, or a parallel one where the number is negative. */
  Block(int items) {
    this.items = items;
  }

  void left(String branch, Payload result) {
    results.put(branch, result.json());
  }

  /** The results in the order of the items, or by the names of the branches. */
  Payload output() {
    if (items < 0) {
      return Payload.of(results);
    }
    List<@Nullable Object> ordered = new ArrayList<>(items);
    for (int i = 0; i < items; i++) {
      ordered.add(results.get(Integer.toString(i)));
    }
    return Payload.of(ordered);
  }
}
