package io.fluxo.api.boot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The pool that the application gets. */
class DatabaseConfigurationTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withInitializer(
              context ->
                  context
                      .getBeanFactory()
                      .setConversionService(ApplicationConversionService.getSharedInstance()))
          .withConfiguration(
              AutoConfigurations.of(
                  ConfigurationPropertiesAutoConfiguration.class,
                  PropertyPlaceholderAutoConfiguration.class))
          .withUserConfiguration(DatabaseConfiguration.class)
          .withPropertyValues("fluxo.postgres.binaries=target/postgres-programs");

  @Test
  void worksWithinLimitsAsTheWorker(@TempDir Path data) {
    application
        .withPropertyValues("fluxo.data.dir=" + data)
        .run(
            context -> {
              HikariDataSource pool = context.getBean(HikariDataSource.class);
              JdbcTemplate jdbc = new JdbcTemplate(pool);
              assertThat(jdbc.queryForObject("SELECT current_user", String.class))
                  .isEqualTo("fluxo_worker");
              assertThat(jdbc.queryForObject("SHOW statement_timeout", String.class))
                  .isEqualTo("20s");
              assertThat(
                      jdbc.queryForObject("SHOW idle_in_transaction_session_timeout", String.class))
                  .isEqualTo("20s");
              assertThat(jdbc.queryForObject("SHOW lock_timeout", String.class)).isEqualTo("5s");
              assertThat(jdbc.queryForObject("SHOW enable_seqscan", String.class)).isEqualTo("off");
              assertThat(pool.getMaximumPoolSize()).isEqualTo(12);
              assertThat(pool.isAutoCommit()).isTrue();
            });
    assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void letsTheWorkerUseWhatTheOwnerMakes(@TempDir Path data) {
    application
        .withPropertyValues("fluxo.data.dir=" + data)
        .run(
            context -> {
              Database database = database(context.getBean(OpenDatabase.class));
              DataSource owner =
                  new DriverManagerDataSource(
                      database.url(), database.owner().user(), database.owner().password());
              new JdbcTemplate(owner)
                  .execute("CREATE TABLE made (id bigint GENERATED ALWAYS AS IDENTITY, t text)");
              JdbcTemplate app = new JdbcTemplate(context.getBean(DataSource.class));
              assertThat(app.update("INSERT INTO made (t) VALUES ('a')")).isEqualTo(1);
              assertThat(app.update("UPDATE made SET t = 'b'")).isEqualTo(1);
              assertThat(app.queryForObject("SELECT t FROM made", String.class)).isEqualTo("b");
              assertThat(app.update("DELETE FROM made")).isEqualTo(1);
              JdbcTemplate reading = context.getBean("readingJdbcTemplate", JdbcTemplate.class);
              assertThatThrownBy(() -> reading.queryForList("SELECT * FROM made"))
                  .hasStackTraceContaining("permission denied");
            });
  }

  @Test
  void usesThePostgresOfTheOperator(@TempDir Path data, @TempDir Path unused) throws SQLException {
    try (PostgresServer server =
        PostgresServer.start(
            PostgresSettings.in(data).withBinaries(Path.of("target/postgres-programs")),
            new SecureRandom())) {
      Database there = server.database();
      ApplicationContextRunner theirs =
          application.withPropertyValues(
              "fluxo.data.dir=" + unused,
              "fluxo.db.url=" + there.url(),
              "fluxo.db.user=" + there.app().user(),
              "fluxo.db.password=" + there.app().password(),
              "fluxo.db.worker.user=" + there.worker().user(),
              "fluxo.db.worker.password=" + there.worker().password());
      theirs.run(
          context ->
              assertThat(context.getStartupFailure())
                  .hasStackTraceContaining("a role in FLUXO_DB_OWNER_USER"));
      theirs
          .withPropertyValues(
              "fluxo.db.owner.user=" + there.owner().user(),
              "fluxo.db.owner.password=" + there.owner().password())
          .run(
              context ->
                  assertThat(
                          new JdbcTemplate(context.getBean(DataSource.class))
                              .queryForObject("SELECT current_user", String.class))
                      .isEqualTo("fluxo_worker"));
    }
    assertThat(unused).isEmptyDirectory();
  }

  @Test
  void tellsWhatIsWrongWithAnAddress(@TempDir Path data) {
    application
        .withPropertyValues("fluxo.data.dir=" + data, "fluxo.db.url=jdbc:mysql://localhost/x")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("jdbc:postgresql://"));
    application
        .withPropertyValues(
            "fluxo.data.dir=" + data,
            "fluxo.db.url=jdbc:postgresql://127.0.0.1:1/x",
            "fluxo.db.user=me",
            "fluxo.db.worker.user=it",
            "fluxo.db.owner.user=you")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("Expected to reach the database"));
  }

  private static Database database(OpenDatabase access) {
    return access.database();
  }
}
