package io.fluxo.api.member;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who does whose work, of those who are away at some time. */
final class StandIns {

  /** As many as hand a person's work on, one to the next. */
  private static final int LONGEST = 5;

  /**
   * Somebody who is away.
   *
   * @param until when the person is there again
   * @param active whether the stand-in is a member who may act
   */
  record Away(String account, Instant from, Instant until, String standIn, boolean active) {

    boolean at(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private final Map<String, List<Away>> byAccount;

  StandIns(List<Away> away) {
    this.byAccount =
        away.stream()
            .collect(Collectors.groupingBy(Away::account, Collectors.toUnmodifiableList()));
  }

  /**
   * The account that does the work of another. A stand-in who is away as well hands it on.
   *
   * @return null where the other is there, or where nobody is left
   */
  @Nullable String of(String account, Instant now) {
    Away away = away(account, now);
    for (int i = 0; i < LONGEST && away != null; i++) {
      Away next = away(away.standIn(), now);
      if (next == null) {
        return away.active() ? away.standIn() : null;
      }
      away = next; // in a circle nobody is there, and the bound ends it
    }
    return null;
  }

  /** The accounts whose work somebody does. */
  Set<String> whoseWork(String account, Instant now) {
    return byAccount.keySet().stream()
        .filter(each -> account.equals(of(each, now)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private @Nullable Away away(String account, Instant now) {
    for (Away each : byAccount.getOrDefault(account, List.of())) {
      if (each.at(now)) {
        return each;
      }
    }
    return null;
  }
}
