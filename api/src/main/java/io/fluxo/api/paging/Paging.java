package io.fluxo.api.paging;

import io.fluxo.api.problem.Problems;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.value.KeyText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that many requests share. */
public final class Paging {

  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

  private Paging() {}

  /** The page that a request asks for. */
  public static PageRequest of(@Nullable String cursor, @Nullable Integer limit) {
    int wanted = limit == null ? DEFAULT_LIMIT : limit;
    if (wanted < 1 || wanted > PageRequest.MAX_LIMIT) {
      throw Problems.invalid(
          "/limit", "The limit is out of bounds", "1 to " + PageRequest.MAX_LIMIT);
    }
    if (cursor != null && !KeyText.fits(cursor)) {
      throw Problems.invalid("/cursor", "There is no such page", "the next of the page before");
    }
    return new PageRequest(cursor, wanted);
  }

  /**
   * A page of a list that was read one item further than asked, to see whether it goes on.
   *
   * @param cursor the place of an item in the list
   */
  public static <T> Page<T> page(List<T> found, PageRequest request, Function<T, String> cursor) {
    boolean more = found.size() > request.limit();
    List<T> items = more ? found.subList(0, request.limit()) : found;
    return new Page<>(items, more ? cursor.apply(items.getLast()) : null);
  }

  /** How long a caller wants to wait, bounded; null for not at all. */
  public static @Nullable Duration wait(@Nullable String text, Duration longest) {
    if (text == null) {
      return null;
    }
    Duration wait = duration(text);
    if (wait == null || wait.isNegative()) {
      throw Problems.invalid("/wait", "The wait cannot be read", "a duration such as 10s or PT10S");
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /**
   * A duration within bounds, such as 10s or PT10S.
   *
   * @param pointer the JSON pointer of the field
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is something else
   */
  public static Duration duration(
      String pointer, String text, Duration shortest, Duration longest) {
    Duration duration = duration(text);
    if (duration == null || duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
      throw Problems.invalid(
          pointer,
          "The duration cannot be used",
          "%d to %d seconds, such as 30s or PT30S"
              .formatted(shortest.toSeconds(), longest.toSeconds()));
    }
    return duration;
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
