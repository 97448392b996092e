package io.fluxo.messages.value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a tree, for readers that do not know its type. */
public final class StoredTree {

  private StoredTree() {}

  /**
   * The tree with all sealed values opened. References to values that are kept apart stay.
   *
   * @param json the event, as it was parsed
   * @throws io.fluxo.messages.seal.UnsealableException when a value was altered
   */
  public static @Nullable Object open(
      @Nullable Object json, StoredPlace place, PayloadOpener opener) {
    return open(json, "", place, opener);
  }

  private static @Nullable Object open(
      @Nullable Object json, String pointer, StoredPlace place, PayloadOpener opener) {
    if (Mark.in(json) instanceof String closed) {
      return sealed(closed, pointer, place, opener);
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> opened = new LinkedHashMap<>();
      map.forEach(
          (name, value) ->
              opened.put(
                  (String) name,
                  open(value, pointer + "/" + Mark.escape((String) name), place, opener)));
      return opened;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> opened = new ArrayList<>();
      for (Object item : list) {
        opened.add(open(item, pointer + "/" + opened.size(), place, opener));
      }
      return opened;
    }
    return json;
  }

  private static @Nullable Object sealed(
      String closed, String pointer, StoredPlace place, PayloadOpener opener) {
    byte[] bytes = Base64.getDecoder().decode(closed);
    return new Sealed(place, pointer, opener, bytes).json();
  }
}
