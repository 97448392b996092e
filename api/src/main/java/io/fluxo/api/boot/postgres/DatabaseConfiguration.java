package io.fluxo.api.boot.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database of the application: started, migrated and only then handed out. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** What was opened early, or else what is opened now. */
  @Bean
  OpenDatabase openDatabase(ObjectProvider<EarlyDatabase> early, Environment environment) {
    EarlyDatabase begun = early.getIfAvailable();
    return begun == null ? DatabaseStart.in(environment).open() : begun.join();
  }

  /**
   * The pool of the worker: what runs, projects and sweeps, for all tenants. Connections commit by
   * themselves outside a transaction, so that a single read does not stay idle in a transaction;
   * transactions switch that off.
   */
  @Bean
  @Primary
  HikariDataSource dataSource(OpenDatabase open) {
    return open.pool();
  }

  /** The pool of whoever answers questions; it sees the workspace of its transaction alone. */
  @Bean
  @Qualifier("reading")
  HikariDataSource readingDataSource(OpenDatabase open) {
    return open.reading();
  }

  @Bean
  @Primary
  JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }

  @Bean
  @Qualifier("reading")
  JdbcTemplate readingJdbcTemplate(@Qualifier("reading") HikariDataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }

  @Bean(destroyMethod = "") // closed with the pools
  DatabaseWatch databaseWatch(OpenDatabase open) {
    return open.watch();
  }

  /**
   * A pool with the limits that keep one bad statement from holding up everybody. Every statement
   * of the application has an index to go by; a plan that reads a table from end to end is one that
   * was made while the table was small, as a table of open work is whenever it has just been
   * vacuumed, and is kept when it is not any more.
   */
  static HikariDataSource pool(String name, String url, Account role, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(role.user());
    config.setPassword(role.password());
    config.setMaximumPoolSize(size);
    // Who waits longer for a connection waits for a database that is away, and is better told so.
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(2_000);
    config.setConnectionInitSql(
        "SET statement_timeout='20s'; SET idle_in_transaction_session_timeout='20s';"
            + " SET lock_timeout='5s'; SET enable_seqscan=off; SET jit=off");
    config.addDataSourceProperty("connectTimeout", "3");
    // An answer that never comes: the server ends every statement before that, so the network lost
    // it. Without a bound whoever waits, such as a lane, would wait for ever.
    config.addDataSourceProperty("socketTimeout", "25");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    config.addDataSourceProperty("ApplicationName", name);
    // The details of an error are the values of a row.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
