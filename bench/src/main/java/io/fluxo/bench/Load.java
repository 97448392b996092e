package io.fluxo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many clients that start runs and wait for their end. */
final class Load {

  /** What came of it; only completed runs are counted and timed. */
  record Result(Latencies latencies, long failed, double seconds) {
    double rate() {
      return latencies.size() / seconds;
    }
  }

  private final int port;
  private final String token;

  Load(int port) {
    this(port, Connection.KEY);
  }

  /** Load of another caller. */
  Load(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** Every client starts the next run as soon as the last has ended. */
  Result closed(Workload workload, int clients, double seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return together(
        clients,
        (connection, latencies) -> {
          byte[] request = start(token, workload);
          long failed = 0;
          for (long began = System.nanoTime(); began < end; ) {
            boolean completed = isCompleted(connection.exchange(request));
            long now = System.nanoTime();
            if (completed) {
              latencies.add(now - began);
            } else {
              failed++;
            }
            began = now;
          }
          return failed;
        });
  }

  /** Runs are due at a fixed rate; lateness of the clients counts as latency. */
  Result open(Workload workload, double perSecond, int clients, double seconds)
      throws InterruptedException, ExecutionException {
    long first = System.nanoTime() + 50_000_000;
    long count = (long) (perSecond * seconds);
    AtomicLong next = new AtomicLong();
    return together(
        clients,
        (connection, latencies) -> {
          byte[] request = start(token, workload);
          long failed = 0;
          for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = first + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            if (isCompleted(connection.exchange(request))) {
              latencies.add(System.nanoTime() - due);
            } else {
              failed++;
            }
          }
          return failed;
        });
  }

  static byte[] start(Workload workload) {
    return start(Connection.KEY, workload);
  }

  private static byte[] start(String token, Workload workload) {
    return Connection.request(token, "POST", workload.runs(), "application/json", Workload.START);
  }

  static boolean isCompleted(Connection.Answer answer) {
    return answer.status() == 200 && answer.body().contains("\"status\":\"completed\"");
  }

  private Result together(int clients, Client client)
      throws InterruptedException, ExecutionException {
    Latencies all = new Latencies();
    long failed = 0;
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Latencies> each = new ArrayList<>();
      List<Future<Long>> ends = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Latencies own = new Latencies();
        each.add(own);
        ends.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(port)) {
                    return client.run(connection, own);
                  }
                }));
      }
      for (Future<Long> end : ends) {
        failed += end.get();
      }
      each.forEach(all::addAll);
    }
    return new Result(all, failed, (System.nanoTime() - began) / 1e9);
  }

  @FunctionalInterface
  private interface Client {
    /** Gives the number of runs that did not complete. */
    long run(Connection connection, Latencies latencies) throws IOException;
  }
}
