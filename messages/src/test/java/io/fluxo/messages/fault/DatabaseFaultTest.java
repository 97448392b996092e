package io.fluxo.messages.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is to blame, by what PostgreSQL says. */
class DatabaseFaultTest {

  @ParameterizedTest
  @CsvSource({
    "08006, AWAY",
    "57P01, AWAY",
    "57P03, AWAY",
    "53300, AWAY",
    "53100, FULL",
    "58030, FULL",
    "57014, SLOW",
    "55P03, SLOW",
    "40P01, SLOW",
    "40001, SLOW",
    "25P03, SLOW",
    "22P05, NONE",
    "23505, NONE",
    "54000, NONE",
    "42P01, OTHER",
    "42501, OTHER",
    "XX001, OTHER"
  })
  void aStateOfTheDatabaseSaysWhoIsToBlame(String state, DatabaseFault fault) {
    assertThat(
            DatabaseFault.of(
                new IllegalStateException(new RuntimeException(new SQLException("", state)))))
        .isEqualTo(fault);
  }

  @Test
  void aPoolWithoutConnectionsIsADatabaseThatIsAway() {
    assertThat(DatabaseFault.of(new SQLTransientConnectionException("none left")))
        .isEqualTo(DatabaseFault.AWAY);
  }

  @Test
  void whatIsNothingOfTheDatabaseIsNoFaultOfIt() {
    RuntimeException circle = new RuntimeException();
    circle.initCause(new RuntimeException(circle));
    assertThat(DatabaseFault.of(new IllegalStateException("no"))).isEqualTo(DatabaseFault.NONE);
    assertThat(DatabaseFault.of(circle)).isEqualTo(DatabaseFault.NONE);
  }
}
