package io.fluxo.command.humantask;

import io.fluxo.messages.node.NodeFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People as principals: {@code user:<id>} and {@code role:<name>}. A name that nobody has asks
 * nobody: where none is left, a manager has to say who is asked.
 */
final class People {

  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final int MOST = 100;

  private People() {}

  /** Reads {@code {users: [...], roles: [...]}}. */
  static List<String> candidates(@Nullable Map<String, Object> people, TaskDesk desk)
      throws NodeFailure {
    if (people == null) {
      return List.of();
    }
    TaskFields fields = new TaskFields(people);
    return principals(names(fields.list("users")), names(fields.list("roles")), desk);
  }

  /** The principals of accounts and roles. */
  static List<String> principals(Collection<String> users, Collection<String> roles, TaskDesk desk)
      throws NodeFailure {
    if (users.size() + roles.size() > MOST) {
      throw TaskFields.wrong("Expected at most %d people and roles".formatted(MOST));
    }
    TreeSet<String> principals = new TreeSet<>();
    for (String user : users) {
      String person = desk.person(user);
      if (person != null) {
        principals.add(person);
      }
    }
    for (String role : roles) {
      if (!ROLE.matcher(role).matches()) {
        throw TaskFields.wrong("Expected the name of a role, but got '%s'".formatted(role));
      }
      principals.add("role:" + role);
    }
    return List.copyOf(principals);
  }

  /**
   * Reads who may not answer: accounts, or what an expression gave for who did something. Somebody
   * who is not known here, as a key or a timer, excludes nobody.
   */
  static List<String> excluded(List<?> names, TaskDesk desk) throws NodeFailure {
    if (names.size() > MOST) {
      throw TaskFields.wrong("Expected at most %d who are excluded".formatted(MOST));
    }
    TreeSet<String> principals = new TreeSet<>();
    for (Object name : names) {
      if (name instanceof List<?> several) {
        principals.addAll(excluded(several, desk));
      } else if (name instanceof String text
          && (text.startsWith("role:") || text.startsWith("user:"))) {
        principals.add(text);
      } else if (name instanceof String text) {
        String person = desk.person(text);
        if (person != null) {
          principals.add(person);
        } else if (!text.contains(":")) {
          // A typing mistake would let in whom it was to keep out.
          throw TaskFields.wrong(
              "Expected to exclude somebody who is known, but nobody is '%s'".formatted(text));
        }
      } else if (name != null) {
        throw TaskFields.wrong("Expected 'exclude' to hold names of people");
      }
    }
    return List.copyOf(principals);
  }

  private static List<String> names(List<?> list) throws NodeFailure {
    List<String> names = new ArrayList<>(list.size());
    for (Object each : list) {
      if (each instanceof List<?> several) {
        names.addAll(names(several));
      } else if (each instanceof String text && !text.isBlank()) {
        names.add(text);
      } else if (each != null) {
        throw TaskFields.wrong("Expected names of people and roles to be texts");
      }
    }
    return names;
  }
}
