package io.fluxo.connectors.step;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.value.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces marks by values, at the places that were noted and nowhere else. */
final class FilledInput {

  private static final int MOST_CHARACTERS = 4_194_304;

  private final Map<String, List<SecretPlace>> places = new HashMap<>();
  private final Map<String, SecretValue> values;
  private int left;
  private int characters;

  /**
   * Prepares for one input.
   *
   * @param values a value for each name of the places
   */
  FilledInput(List<SecretPlace> places, Map<String, SecretValue> values) {
    for (SecretPlace place : places) {
      this.places.computeIfAbsent(place.pointer(), pointer -> new ArrayList<>()).add(place);
    }
    this.values = values;
    this.left = places.size();
  }

  /**
   * The input with the values in it.
   *
   * @throws NodeFailure when a mark is not where it should be, or the values are too large together
   */
  @Nullable Object of(@Nullable Object input) throws NodeFailure {
    Object filled = tree(input, "");
    if (left != 0) {
      throw unfit();
    }
    return filled;
  }

  private @Nullable Object tree(@Nullable Object json, String pointer) throws NodeFailure {
    if (json instanceof String text) {
      List<SecretPlace> here = places.get(pointer);
      return here == null ? text : text(text, here);
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> filled = LinkedHashMap.newLinkedHashMap(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String key = String.valueOf(entry.getKey());
        filled.put(key, tree(entry.getValue(), SecretPlace.inside(pointer, key)));
      }
      return filled;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> filled = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        filled.add(tree(list.get(i), SecretPlace.inside(pointer, i)));
      }
      return filled;
    }
    return json;
  }

  private String text(String text, List<SecretPlace> here) throws NodeFailure {
    StringBuilder filled = new StringBuilder(text.length());
    int done = 0;
    here.sort(Comparator.comparingInt(SecretPlace::at));
    for (SecretPlace place : here) {
      String mark = SecretName.mark(place.name());
      if (place.at() < done || !text.startsWith(mark, place.at())) {
        throw unfit();
      }
      String value = Objects.requireNonNull(values.get(place.name())).reveal();
      characters += value.length();
      if (characters > MOST_CHARACTERS) {
        throw new NodeFailure(
            Failure.permanent(
                Failure.LIMIT_EXCEEDED, "The secrets of the step are too large together"));
      }
      filled.append(text, done, place.at()).append(value);
      done = place.at() + mark.length();
      left--;
    }
    return filled.append(text, done, text.length()).toString();
  }

  private static NodeFailure unfit() {
    return new NodeFailure(
        Failure.permanent(
            Failure.INTERNAL, "The places of the step's secrets do not fit its input"));
  }
}
