package io.fluxo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A page of somebody's inbox, while ever more tasks of others are open. */
final class Inboxes {

  private static final int CLIENTS = 64;
  private static final int OWN = 500;
  private static final int OTHERS = 1_000;
  private static final int PAGES = 2_000;

  private final int port;

  Inboxes(int port) {
    this.port = port;
  }

  /**
   * Opens tasks up to each of the counts and looks at pages.
   *
   * @param counts how many tasks of others are open, ascending
   */
  void measure(List<Integer> counts, Report report) throws Exception {
    open(OWN, "{\"users\":[\"" + Connection.ACTOR + "\"]}");
    report.heading(
        "An inbox of 500 open tasks, 50 a page",
        "open tasks of others",
        "page p50 ms",
        "page p99 ms",
        "counts p99 ms");
    int there = 0;
    double last = 0;
    for (int count : counts) {
      open(count - there, null);
      there = count;
      TimeUnit.SECONDS.sleep(3); // the read side catches up
      Latencies pages = look("/api/v1/tasks?inbox=available&limit=50");
      Latencies numbers = look("/api/v1/tasks/counts");
      last = pages.millis(0.99);
      report.row(count, pages.millis(0.5), last, numbers.millis(0.99));
      report.keep("inbox page p99 ms with " + count + " tasks of others", last);
    }
    report.atMost("a page of an inbox, p99 ms", last, 50, 10);
  }

  /** Asks others where no candidates are given: a thousand teams, one after the other. */
  private void open(int tasks, @Nullable String candidates) throws Exception {
    AtomicLong next = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        ends.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(port)) {
                    for (long n = next.getAndIncrement(); n < tasks; n = next.getAndIncrement()) {
                      String to =
                          candidates == null
                              ? "{\"roles\":[\"team" + n % OTHERS + "\"]}"
                              : candidates;
                      open(connection, n, to);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  private static void open(Connection connection, long n, String candidates) throws IOException {
    Connection.Answer answer =
        connection.exchange(
            Connection.request(
                "POST",
                "/api/v1/tasks",
                "application/json",
                """
                {"kind":"approval","title":"Order %d","candidates":%s,"priority":%d,
                 "sla":{"complete":{"within":"%dh"}}}"""
                    .formatted(n, candidates, n % 10, 24 + n % 100)));
    if (answer.status() != 201) {
      throw new IOException("A task was answered with " + answer.status());
    }
  }

  private Latencies look(String path) throws IOException {
    Latencies latencies = new Latencies();
    byte[] request = Connection.request("GET", path, "", "");
    try (Connection connection = new Connection(port)) {
      for (int i = 0; i < PAGES; i++) {
        long asked = System.nanoTime();
        if (connection.exchange(request).status() != 200) {
          throw new IOException("An inbox could not be read");
        }
        if (i >= PAGES / 4) {
          latencies.add(System.nanoTime() - asked);
        }
      }
    }
    return latencies;
  }
}
