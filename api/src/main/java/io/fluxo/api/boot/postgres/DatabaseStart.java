package io.fluxo.api.boot.postgres;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * How the database is opened: started if it is ours, migrated, and only then handed out.
 *
 * @param operators the operator's PostgreSQL
 * @param embedded the embedded one, used where the operator has none
 * @param poolSize how many connections the application may hold
 */
record DatabaseStart(DatabaseProperties operators, PostgresSettings embedded, int poolSize) {

  /**
   * As the settings {@code fluxo.db.*}, {@code fluxo.data.dir} and {@code fluxo.postgres.*} say.
   */
  static DatabaseStart in(Environment environment) {
    Binder binder = Binder.get(environment);
    Path data = Path.of(binder.bind("fluxo.data.dir", String.class).orElse("data"));
    String binaries = binder.bind("fluxo.postgres.binaries", String.class).orElse("");
    DataSize buffers =
        binder
            .bind("fluxo.postgres.shared-buffers", DataSize.class)
            .orElse(DataSize.ofMegabytes(256));
    return new DatabaseStart(
        binder
            .bind("fluxo.db", DatabaseProperties.class)
            .orElseGet(() -> new DatabaseProperties(null, null, null, null, null)),
        new PostgresSettings(
            data,
            binaries.isBlank() ? data.resolve("bin") : Path.of(binaries),
            binder.bind("fluxo.postgres.port", Integer.class).orElse(0),
            binder.bind("fluxo.postgres.max-connections", Integer.class).orElse(50),
            buffers.toMegabytes() + "MB",
            binder
                .bind("fluxo.postgres.start-timeout", Duration.class)
                .orElse(Duration.ofMinutes(1))),
        binder.bind("fluxo.db.pool-size", Integer.class).orElse(12));
  }

  /**
   * Opens it, which may take as long as a crash recovery.
   *
   * @throws DatabaseException when it cannot be started, reached or migrated
   */
  OpenDatabase open() {
    if (operators.isExternal()) {
      return opened(operators.external(), () -> false, () -> {});
    }
    PostgresServer server = PostgresServer.start(embedded, new SecureRandom());
    return opened(server.database(), server::revive, server::close);
  }

  private OpenDatabase opened(Database database, DatabaseWatch.Revival revival, Runnable stop) {
    try {
      Migrations.run(database);
      Isolation.require(database);
      String url = database.url();
      return new OpenDatabase(
          database,
          DatabaseConfiguration.pool("fluxo", url, database.worker(), poolSize),
          DatabaseConfiguration.pool("fluxo-reading", url, database.app(), poolSize),
          DatabaseWatch.begin(database, revival),
          stop);
    } catch (RuntimeException e) {
      stop.run();
      throw e;
    }
  }
}
