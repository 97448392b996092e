package io.fluxo.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the answer of a run until the read model shows it as completed. */
final class Visibility {

  private static final Pattern RUN = Pattern.compile("\"(?:runId|run|id)\"\\s*:\\s*\"([^\"]+)\"");

  private Visibility() {}

  /** Starts runs one after another for the given time and looks for each every millisecond. */
  static Latencies measure(int port, DatabaseAddress database, Workload workload, double seconds)
      throws IOException, SQLException {
    Latencies latencies = new Latencies();
    byte[] request = Load.start(workload);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    try (Connection http = new Connection(port);
        java.sql.Connection jdbc = database.connect();
        PreparedStatement look =
            jdbc.prepareStatement("SELECT status FROM run_view WHERE run_id = ?")) {
      while (System.nanoTime() < end) {
        Connection.Answer answer = http.exchange(request);
        long answered = System.nanoTime();
        Matcher run = RUN.matcher(answer.body());
        if (!Load.isCompleted(answer) || !run.find()) {
          continue;
        }
        look.setString(1, run.group(1));
        while (!isCompleted(look) && System.nanoTime() - answered < 5_000_000_000L) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        latencies.add(System.nanoTime() - answered);
      }
    }
    return latencies;
  }

  private static boolean isCompleted(PreparedStatement look) throws SQLException {
    try (ResultSet row = look.executeQuery()) {
      return row.next() && "completed".equals(row.getString(1));
    }
  }
}
