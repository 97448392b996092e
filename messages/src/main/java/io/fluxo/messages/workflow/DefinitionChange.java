package io.fluxo.messages.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fluxo.messages.value.Payload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a definition.
 *
 * @param pointer JSON pointer (RFC 6901) to the place; an element that has an id, as nodes do, is
 *     named by it instead of its index: {@code /nodes/ask/config/url}
 * @param before what stood there, null where it was added
 * @param after what stands there now, null where it was removed
 */
public record DefinitionChange(
    String pointer, Kind kind, @Nullable Payload before, @Nullable Payload after) {

  /** The kinds of difference. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
