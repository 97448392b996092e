package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings the tables of every room up to date, as their owner. */
final class Migrations {

  private static final List<String> ROOMS =
      List.of("command", "query", "saga", "api", "connectors");

  private Migrations() {}

  /**
   * Lets the worker's role use what the owner makes, then migrates. The numbers of the write side
   * begin with 1, of the read side with 2, of the sagas with 3, of the edge with 4, of what acts
   * outside with 5.
   *
   * @throws DatabaseException when the database cannot be reached or a migration fails
   */
  static void run(Database database) {
    DataSource owner =
        new DriverManagerDataSource(
            database.url(), database.owner().user(), database.owner().password());
    try {
      grant(owner, database);
      Flyway.configure()
          .dataSource(owner)
          .locations(locations())
          // The rooms number their own migrations, so a lower number may come later.
          .outOfOrder(true)
          .placeholders(
              Map.of(
                  "app", quoted(database.app()),
                  "worker", quoted(database.worker())))
          .load()
          .migrate();
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
      String worker = quoted(database.worker());
      for (String what :
          List.of(
              "SELECT, INSERT, UPDATE, DELETE ON TABLES",
              "USAGE, SELECT ON SEQUENCES",
              "EXECUTE ON FUNCTIONS")) {
        statement.execute(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT " + what + " TO " + worker);
      }
    }
  }

  /** A role as it stands in SQL; what may be in a name is settled with the settings. */
  private static String quoted(Account role) {
    return '"' + role.user() + '"';
  }

  /** The rooms that have tables; asked through Spring, which also looks into nested jars. */
  private static String[] locations() {
    var resources = new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader());
    List<String> locations = new ArrayList<>();
    for (String room : ROOMS) {
      try {
        if (resources.getResources("classpath*:db/" + room + "/*.sql").length > 0) {
          locations.add("classpath:db/" + room);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Expected to read the migrations of " + room, e);
      }
    }
    return locations.toArray(String[]::new);
  }

  /** Parameters of an address may hold a password. */
  private static String withoutParameters(String url) {
    return url.split("\\?", 2)[0];
  }
}
