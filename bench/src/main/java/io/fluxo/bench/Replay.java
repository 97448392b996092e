package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the read side anew from all events. */
final class Replay {

  private static final List<String> READ_SIDE =
      List.of(
          "run_view",
          "run_count",
          "workflow_view",
          "workflow_version",
          "trigger_binding",
          "calendar_view");
  private static final String PLACE =
      "SELECT convert_from(token, 'UTF8') FROM token_entry WHERE processor_name = 'views'";
  private static final Pattern INDEX =
      Pattern.compile("(?:^|\"currentToken\":)\\{[^{]*?\"index\":([0-9]+)");
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

  private Replay() {}

  /**
   * Empties the read side of a running application, starts the application again and looks how fast
   * it reads what has happened.
   *
   * @return events per second, from the first batch to the last
   */
  static double measure(Application running, Path jar, Path data, Path log)
      throws IOException, SQLException {
    // At an ordinary end it would write the place that it has reached; its server lives on.
    running.kill();
    long last;
    try (java.sql.Connection connection = DatabaseAddress.of(data).connect();
        Statement statement = connection.createStatement()) {
      last = ask(statement, "SELECT max(global_index) FROM event");
      statement.execute("DELETE FROM token_entry WHERE processor_name = 'views'");
      statement.execute("TRUNCATE " + String.join(", ", READ_SIDE));
    }
    try (Application application = Application.start(jar, data, log);
        java.sql.Connection connection = DatabaseAddress.of(data).connect();
        Statement statement = connection.createStatement()) {
      return rate(application, statement, last);
    }
  }

  private static double rate(Application application, Statement statement, long last)
      throws IOException, SQLException {
    long began = System.nanoTime();
    long first = place(statement);
    while (System.nanoTime() - began < PATIENCE && application.isAlive()) {
      long place = place(statement);
      if (place >= last) {
        return (last - first) / ((System.nanoTime() - began) / 1e9);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new IOException("The read side did not catch up");
  }

  /** How far the processor has come; 0 where it has not begun. */
  private static long place(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(PLACE)) {
      String token = row.next() ? row.getString(1) : null;
      Matcher index = INDEX.matcher(token == null ? "" : token);
      return index.find() ? Long.parseLong(index.group(1)) : 0;
    }
  }

  private static long ask(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
