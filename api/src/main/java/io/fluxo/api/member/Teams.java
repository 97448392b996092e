package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import io.fluxo.api.problem.Problems;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names of teams: groups of people that a tenant makes up. Tasks name roles and teams alike, so no
 * team has the name of a role.
 */
final class Teams {

  private static final int MOST = 50;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  private Teams() {}

  /**
   * The teams of a request, each once.
   *
   * @param pointer the JSON pointer of the field
   * @return null where the request names none
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT where a name cannot be one, or
   *     where there are too many
   */
  static @Nullable List<String> read(String pointer, @Nullable List<@Nullable String> names) {
    if (names == null) {
      return null;
    }
    if (names.size() > MOST) {
      throw Problems.invalid(pointer, "There are too many teams", "at most " + MOST + " teams");
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name == null || !isGroup(name)) {
        throw Problems.invalid(
            pointer + "/" + i,
            "The text cannot be the name of a team",
            "1 to 64 of a-z, 0-9, _ and -, a letter first");
      }
      if (isRole(name)) {
        throw Problems.invalid(
            pointer + "/" + i, "A role has that name", "a team that is not named like a role");
      }
    }
    return names.stream().flatMap(Stream::ofNullable).distinct().toList();
  }

  /** Whether a role or a team could have that name. */
  static boolean isGroup(String name) {
    return FORM.matcher(name).matches();
  }

  private static boolean isRole(String name) {
    return Stream.of(Role.values()).anyMatch(role -> role.text().equals(name));
  }
}
