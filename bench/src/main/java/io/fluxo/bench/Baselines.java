package io.fluxo.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plain JDBC on the same server.
 *
 * @param single1 single-row commits per second, one thread
 * @param single8 the same with eight threads
 * @param j transactions of eleven rows per second, eight threads
 * @param batched rows per second in batches of a thousand, one thread
 */
record Baselines(double single1, double single8, double j, double batched) {

  private static final String PAYLOAD = "x".repeat(600);

  static Baselines measure(DatabaseAddress database, double seconds)
      throws SQLException, InterruptedException, ExecutionException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS bench CASCADE");
      statement.execute("CREATE SCHEMA bench");
      statement.execute(
          "CREATE TABLE bench.journal (id bigserial PRIMARY KEY, aggregate text NOT NULL,"
              + " seq bigint NOT NULL, payload text NOT NULL, UNIQUE (aggregate, seq))");
    }
    commits(database, 8, 11, seconds / 2);
    Baselines measured =
        new Baselines(
            commits(database, 1, 1, seconds),
            commits(database, 8, 1, seconds),
            commits(database, 8, 11, seconds),
            commits(database, 1, 1000, seconds) * 1000);
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA bench CASCADE");
    }
    return measured;
  }

  private static double commits(DatabaseAddress database, int threads, int rows, double seconds)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long sum = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String name = "%d-%d-%d-".formatted(began, rows, i);
        counts.add(pool.submit(() -> insert(database, name, rows, end)));
      }
      for (Future<Long> count : counts) {
        sum += count.get();
      }
    }
    return sum / ((System.nanoTime() - began) / 1e9);
  }

  private static long insert(DatabaseAddress database, String name, int rows, long end)
      throws SQLException {
    long commits = 0;
    try (java.sql.Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO bench.journal (aggregate, seq, payload) VALUES (?, ?, ?)")) {
        while (System.nanoTime() < end) {
          for (int row = 0; row < rows; row++) {
            insert.setString(1, name + commits);
            insert.setLong(2, row);
            insert.setString(3, PAYLOAD);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
          commits++;
        }
      }
    }
    return commits;
  }
}
