package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The id of a run: 26 characters of Crockford base 32 (a ULID), which sort by time. */
public record RunId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

  @JsonCreator
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Expected a run id of 26 characters of base 32");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
