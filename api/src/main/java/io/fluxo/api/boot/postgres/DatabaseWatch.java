package io.fluxo.api.boot.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether the database answers, over a connection of its own, so that others
 * need not find out by waiting. Where the server is ours and has died, it is started again.
 */
public final class DatabaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LONGEST_REST_SECONDS = 30;

  /** Brings a server that has died back. */
  @FunctionalInterface
  interface Revival {

    /** Whether it was dead and has been started. */
    boolean tried() throws IOException;
  }

  private final Database database;
  private final Revival revival;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("database-watch").unstarted(task));
  private @Nullable Connection connection;
  private volatile boolean up = true;
  private volatile long since = System.nanoTime();
  private final AtomicLong revivals = new AtomicLong();
  private long restUntil = since;
  private long restSeconds = 1;

  private DatabaseWatch(Database database, Revival revival) {
    this.database = database;
    this.revival = revival;
  }

  /** Watches a database that answers now. */
  static DatabaseWatch begin(Database database, Revival revival) {
    DatabaseWatch watch = new DatabaseWatch(database, revival);
    // For as long as the program runs; the task throws nothing.
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Whether it answered when it was asked last. */
  public boolean isUp() {
    return up;
  }

  /** For how long it has been as it is. */
  public Duration since() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** How often a server of ours was started again. */
  public long revivals() {
    return revivals.get();
  }

  private void look() {
    try {
      boolean answers = answers();
      if (!answers) {
        answers = answers(); // the first may have failed because of the connection alone
      }
      if (answers != up) {
        up = answers;
        since = System.nanoTime();
        if (answers) {
          LOG.info("The database answers again");
        } else {
          LOG.error("The database does not answer; requests are refused until it does");
        }
      }
      if (answers) {
        restSeconds = 1;
      } else {
        revive();
      }
    } catch (RuntimeException e) {
      LOG.warn("The database could not be looked at", e);
    }
  }

  private boolean answers() {
    try {
      Connection open = connection == null ? connect() : connection;
      connection = open;
      try (Statement statement = open.createStatement()) {
        return statement.execute("SELECT 1");
      }
    } catch (SQLException e) {
      disconnect();
      return false;
    }
  }

  private void revive() {
    if (System.nanoTime() - restUntil < 0) {
      return;
    }
    try {
      if (revival.tried()) {
        revivals.incrementAndGet();
      }
    } catch (IOException | DatabaseException e) {
      LOG.error("PostgreSQL could not be started; again in {} s", restSeconds, e);
      restUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(restSeconds);
      restSeconds = Math.min(LONGEST_REST_SECONDS, restSeconds * 2);
    }
  }

  private Connection connect() throws SQLException {
    Account worker = database.worker();
    Properties properties = new Properties();
    properties.setProperty("user", worker.user());
    properties.setProperty("password", worker.password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "3");
    properties.setProperty("socketTimeout", "3");
    properties.setProperty("ApplicationName", "fluxo-watch");
    return DriverManager.getConnection(database.url(), properties);
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("A lost connection could not be closed", e);
      }
    }
  }

  /** Ends the looking; a server that is just being started is waited for by its own end. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
        disconnect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
