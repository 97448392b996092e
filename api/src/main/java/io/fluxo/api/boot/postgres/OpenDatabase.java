package io.fluxo.api.boot.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** The database as the application uses it, and the server behind it if that is ours. */
final class OpenDatabase implements AutoCloseable {

  private final Database database;
  private final HikariDataSource pool;
  private final HikariDataSource reading;
  private final DatabaseWatch watch;
  private final Runnable stop;
  private final AtomicBoolean open = new AtomicBoolean(true);

  OpenDatabase(
      Database database,
      HikariDataSource pool,
      HikariDataSource reading,
      DatabaseWatch watch,
      Runnable stop) {
    this.database = database;
    this.pool = pool;
    this.reading = reading;
    this.watch = watch;
    this.stop = stop;
  }

  Database database() {
    return database;
  }

  HikariDataSource pool() {
    return pool;
  }

  /** For whoever answers questions. */
  HikariDataSource reading() {
    return reading;
  }

  DatabaseWatch watch() {
    return watch;
  }

  /** Closes the pools, then stops the server; a second time does nothing. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      watch.close();
      reading.close();
      pool.close();
      stop.run();
    }
  }
}
