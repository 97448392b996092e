package io.fluxo.messages.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The identity of a calendar across tenants, and the identifier of its stream: {@code
 * tenant/workspace/calendar:name}. No workflow has such an id.
 */
public record CalendarKey(@JsonValue String value) {

  /** What a calendar may be called. */
  public static final String NAME = "[a-z][a-z0-9_-]{0,63}";

  private static final String MARK = "calendar:";
  private static final Pattern FORM = Pattern.compile("[^/]+/[^/]+/" + MARK + NAME);
  private static final Pattern NAME_FORM = Pattern.compile(NAME);

  @JsonCreator
  public CalendarKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Expected a calendar key tenant/workspace/calendar:name, the name of the form " + NAME);
    }
  }

  /**
   * The key of a calendar in a workspace.
   *
   * @throws IllegalArgumentException when the name does not have the form {@link #NAME}
   */
  public static CalendarKey of(String tenant, String workspace, String name) {
    return new CalendarKey(tenant + "/" + workspace + "/" + MARK + name);
  }

  /** Whether a calendar may be called so. */
  public static boolean isName(String text) {
    return NAME_FORM.matcher(text).matches();
  }

  /** What the calendar is called. */
  public String name() {
    return value.substring(value.lastIndexOf(':') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
