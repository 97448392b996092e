package io.fluxo.api.boot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that would let tenants see one another is not served from. */
class IsolationTest {

  @TempDir static Path data;
  private static PostgresServer server;
  private static Database database;
  private static JdbcTemplate owner;
  private static JdbcTemplate admin;

  @BeforeAll
  static void start() throws Exception {
    server =
        PostgresServer.start(
            PostgresSettings.in(data).withBinaries(Path.of("target/postgres-programs")),
            new SecureRandom());
    database = server.database();
    Migrations.run(database);
    owner = as(database.owner());
    Properties passwords =
        PropertiesLoaderUtils.loadProperties(
            new FileSystemResource(data.resolve("postgres.properties")));
    admin = as(new Account("fluxo_admin", passwords.getProperty("fluxo_admin")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JdbcTemplate as(Account account) {
    return new JdbcTemplate(
        new DriverManagerDataSource(database.url(), account.user(), account.password()));
  }

  @Test
  void theDatabaseAsItIsMadeKeepsTenantsApart() {
    assertThatCode(() -> Isolation.require(database)).doesNotThrowAnyException();
  }

  @Test
  void aTableOfTenantsWithoutPoliciesIsNamed() {
    owner.execute("CREATE TABLE left_open (tenant text)");
    refusedFor("left_open");
    owner.execute("ALTER TABLE left_open ENABLE ROW LEVEL SECURITY");
    owner.execute("CREATE POLICY p ON left_open USING (true)");
    refusedFor("left_open");
    owner.execute("ALTER TABLE left_open FORCE ROW LEVEL SECURITY");
    theDatabaseAsItIsMadeKeepsTenantsApart();
    owner.execute("DROP TABLE left_open");
  }

  @Test
  void aRoleAboveThePoliciesIsNamed() {
    String app = database.app().user();
    for (List<String> change :
        List.of(
            List.of("ALTER ROLE " + app + " BYPASSRLS", "ALTER ROLE " + app + " NOBYPASSRLS"),
            List.of("ALTER ROLE " + app + " SUPERUSER", "ALTER ROLE " + app + " NOSUPERUSER"),
            List.of("GRANT fluxo_owner TO " + app, "REVOKE fluxo_owner FROM " + app),
            List.of("GRANT fluxo_worker TO " + app, "REVOKE fluxo_worker FROM " + app))) {
      admin.execute(change.getFirst());
      refusedFor(app);
      admin.execute(change.getLast());
      theDatabaseAsItIsMadeKeepsTenantsApart();
    }
  }

  @Test
  void whoeverAnswersQuestionsMayReadNothingOfTheWriteSide() {
    JdbcTemplate app = as(database.app());
    List<String> tables =
        owner.queryForList(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", String.class);
    assertThat(tables).contains("event", "snapshot", "open_work", "payload_value", "run_view");
    for (String table : tables) {
      try {
        assertThat(app.queryForList("SELECT 1 FROM " + table)).as(table).isEmpty();
      } catch (org.springframework.dao.DataAccessException e) {
        assertThat(e).hasStackTraceContaining("permission denied");
      }
    }
    assertThatThrownBy(() -> app.queryForList("SELECT 1 FROM event"))
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(() -> app.execute("SET ROLE fluxo_worker"))
        .hasStackTraceContaining("permission denied");
  }

  private static void refusedFor(String name) {
    assertThatThrownBy(() -> Isolation.require(database))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(name);
  }
}
