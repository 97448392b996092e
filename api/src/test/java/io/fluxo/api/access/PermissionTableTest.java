package io.fluxo.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the documents say of roles is what the program does. */
class PermissionTableTest {

  private static final Path PAGE = Path.of("../docs/access.md");
  private static final String BEGIN = "<!-- made by PermissionTableTest -->\n\n";
  private static final String END = "\n<!-- end -->";

  @Test
  void theTableOfRolesIsTrue() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
    } else {
      assertThat(page.substring(from, to)).isEqualTo(table());
    }
  }

  @Test
  void eachRoleOfATenantMayDoWhatTheOneBeforeMay() {
    assertThat(Role.MANAGER.permissions()).containsAll(Role.AGENT.permissions());
    assertThat(Role.ADMIN.permissions()).containsAll(Role.MANAGER.permissions());
    assertThat(Role.ADMIN.permissions()).doesNotContainAnyElementsOf(Role.OPERATOR.permissions());
  }

  private static String table() {
    StringBuilder table = new StringBuilder("| permission | allows to |");
    for (Role role : Role.values()) {
      table.append(' ').append(role.text()).append(" |");
    }
    table.append("\n|---|---|").append("---|".repeat(Role.values().length)).append('\n');
    for (Permission permission : Permission.values()) {
      table
          .append("| `")
          .append(permission.text())
          .append("` | ")
          .append(permission.summary())
          .append(" |");
      for (Role role : Role.values()) {
        table.append(role.permissions().contains(permission) ? " yes |" : " |");
      }
      table.append('\n');
    }
    return table.toString();
  }
}
