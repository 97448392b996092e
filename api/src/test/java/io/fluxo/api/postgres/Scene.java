package io.fluxo.api.postgres;

import io.fluxo.api.boot.postgres.Account;
import io.fluxo.api.boot.postgres.PostgresServer;
import io.fluxo.api.boot.postgres.PostgresSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the tests of the embedded server share. */
final class Scene {

  private Scene() {}

  /** Settings for the directory; the programs are unpacked once for all tests. */
  static PostgresSettings settings(Path data) {
    return PostgresSettings.in(data).withBinaries(Path.of("target", "postgres-programs"));
  }

  static PostgresServer start(Path data) {
    return PostgresServer.start(settings(data), new SecureRandom());
  }

  static Connection connect(PostgresServer server, Account account) throws SQLException {
    return DriverManager.getConnection(server.database().url(), account.user(), account.password());
  }

  static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
