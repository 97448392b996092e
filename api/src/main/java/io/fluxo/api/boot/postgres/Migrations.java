package io.fluxo.api.boot.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings the tables of every room up to date, as their owner. */
final class Migrations {

  /** In the order in which they may refer to one another. */
  private static final List<String> ROOMS = List.of("command", "query", "saga");

  private Migrations() {}

  /**
   * Lets the application's role use what the owner makes, then migrates. Each room has a history of
   * its own, so that its versions are nobody else's business.
   *
   * @throws DatabaseException when the database cannot be reached or a migration fails
   */
  static void run(Database database) {
    DataSource owner =
        new DriverManagerDataSource(
            database.url(), database.owner().user(), database.owner().password());
    try {
      grant(owner, database);
      for (String room : ROOMS) {
        migrate(owner, room);
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "Expected to reach the database at %s as %s, but that fails: %s"
              .formatted(
                  withoutParameters(database.url()), database.owner().user(), e.getMessage()),
          "Check FLUXO_DB_URL, FLUXO_DB_USER and FLUXO_DB_PASSWORD, and that the server runs.",
          e);
    } catch (FlywayException e) {
      throw new DatabaseException(
          "Expected to bring the tables up to date, but that fails: " + e.getMessage(),
          "Was the data written by a newer release? Then run that one; else restore a backup.",
          e);
    }
  }

  private static void grant(DataSource owner, Database database) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      if (database.app().user().equals(database.owner().user())) {
        return;
      }
      String app = statement.enquoteIdentifier(database.app().user(), true);
      for (String what :
          List.of(
              "SELECT, INSERT, UPDATE, DELETE ON TABLES",
              "USAGE, SELECT ON SEQUENCES",
              "EXECUTE ON FUNCTIONS")) {
        statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT " + what + " TO " + app);
      }
    }
  }

  private static void migrate(DataSource owner, String room) {
    String location = "db/" + room;
    if (Migrations.class.getClassLoader().getResource(location) == null) {
      return; // a room without tables
    }
    Flyway.configure()
        .dataSource(owner)
        .locations("classpath:" + location)
        .table("flyway_" + room)
        .outOfOrder(true)
        // The second room finds the tables of the first: they are no reason to refuse.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /** Parameters of an address may hold a password. */
  private static String withoutParameters(String url) {
    return url.split("\\?", 2)[0];
  }
}
