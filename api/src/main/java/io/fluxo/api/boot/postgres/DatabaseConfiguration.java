package io.fluxo.api.boot.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The database of the application: started, migrated and only then handed out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  /** Holds the embedded server, so that it is stopped after the pool that uses it. */
  static final class Access implements AutoCloseable {

    private final Database database;
    private final Runnable stop;

    Access(Database database, Runnable stop) {
      this.database = database;
      this.stop = stop;
    }

    Database database() {
      return database;
    }

    @Override
    public void close() {
      stop.run();
    }
  }

  @Bean
  Access databaseAccess(
      DatabaseProperties external,
      @Value("${fluxo.data.dir:data}") String data,
      @Value("${fluxo.postgres.binaries:}") String binaries,
      @Value("${fluxo.postgres.port:0}") int port,
      @Value("${fluxo.postgres.max-connections:50}") int maxConnections,
      @Value("${fluxo.postgres.shared-buffers:256MB}") DataSize sharedBuffers,
      @Value("${fluxo.postgres.start-timeout:60s}") Duration patience) {
    if (external.isExternal()) {
      return new Access(external.external(), () -> {});
    }
    Path directory = Path.of(data);
    PostgresServer server =
        PostgresServer.start(
            new PostgresSettings(
                directory,
                binaries.isBlank() ? directory.resolve("bin") : Path.of(binaries),
                port,
                maxConnections,
                sharedBuffers.toMegabytes() + "MB",
                patience),
            new SecureRandom());
    return new Access(server.database(), server::close);
  }

  /**
   * The pool of the application. Connections commit by themselves outside a transaction, so that a
   * single read does not stay idle in a transaction; transactions switch that off.
   */
  @Bean
  HikariDataSource dataSource(Access access, @Value("${fluxo.db.pool-size:12}") int poolSize) {
    Migrations.run(access.database);
    return pool(access.database, poolSize);
  }

  /** A pool with the limits that keep one bad statement from holding up everybody. */
  static HikariDataSource pool(Database database, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("fluxo");
    config.setJdbcUrl(database.url());
    config.setUsername(database.app().user());
    config.setPassword(database.app().password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(10_000);
    config.setConnectionInitSql(
        "SET statement_timeout='20s'; SET idle_in_transaction_session_timeout='20s';"
            + " SET lock_timeout='5s'");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    config.addDataSourceProperty("ApplicationName", "fluxo");
    return new HikariDataSource(config);
  }
}
