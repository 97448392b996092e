package io.fluxo.command.workflow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in its text, lines and columns from 1, and where its parts stand. A tree
 * beside the values, because a map from pointers would let a short text with long keys fill the
 * memory.
 *
 * @param keyLine where the key of the value stands; the value's own line where it has no key
 */
record Spot(
    int line, int column, int keyLine, int keyColumn, Map<String, Spot> members, List<Spot> items) {

  /** The place of values that come from no text. */
  static final Spot NONE = at(0, 0);

  static Spot at(int line, int column) {
    return new Spot(line, column, line, column, Map.of(), List.of());
  }

  Spot withKey(int atLine, int atColumn) {
    return new Spot(line, column, atLine, atColumn, members, items);
  }

  /** The place that the pointer names, or the nearest one above it that exists. */
  Spot nearest(String pointer) {
    Spot spot = this;
    String rest = pointer;
    while (!rest.isEmpty()) {
      int end = rest.indexOf('/', 1);
      String token = end < 0 ? rest.substring(1) : rest.substring(1, end);
      Spot next = spot.child(Pointers.unescape(token));
      if (next == null) {
        return spot;
      }
      spot = next;
      rest = end < 0 ? "" : rest.substring(end);
    }
    return spot;
  }

  private @Nullable Spot child(String token) {
    Spot member = members.get(token);
    if (member != null || items.isEmpty() || !token.matches("[0-9]{1,7}")) {
      return member;
    }
    int index = Integer.parseInt(token);
    return index < items.size() ? items.get(index) : null;
  }
}
