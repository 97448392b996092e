package io.fluxo.fault;

import io.fluxo.fault.TcpProxy.Protocol;
import io.fluxo.story.FluxoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What still works while one of two called services is gone or silent. */
final class HalfDown {

  /**
   * One kind of run under one condition.
   *
   * @param asked how many were started
   * @param ended how many had completed within five seconds
   * @param p99 milliseconds of those, the slowest of a hundred left out
   */
  record Line(String service, String shape, int asked, int ended, long p99) {}

  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final int PER_SECOND = 10;

  private HalfDown() {}

  /** Measures with all services, then with one that refuses, then with one that is silent. */
  static List<Line> measure(Path folder) throws IOException, InterruptedException {
    List<Line> all = new ArrayList<>();
    try (Installation fluxo = new Installation(folder, 1, 1);
        Provider other = new Provider(2);
        TcpProxy before = new TcpProxy(other.port(), Protocol.ANY)) {
      publish(fluxo, "up", fluxo.service.port());
      publish(fluxo, "down", before.port());
      run(fluxo, "warming up");
      all.addAll(run(fluxo, "there"));
      before.weather(Weather.refusal());
      before.resetAll();
      all.addAll(run(fluxo, "refusing"));
      before.weather(Weather.silence());
      all.addAll(run(fluxo, "silent"));
    }
    return all;
  }

  private static void publish(Installation fluxo, String name, int port) {
    fluxo
        .client("first", 0)
        .publish(
            """
            id: %s
            nodes:
              - {id: ask, type: http_request, timeout: 3s, config: {url: "http://127.0.0.1:%d/idem"}}
            """
                .formatted(name, port));
  }

  private static List<Line> run(Installation fluxo, String service) throws InterruptedException {
    List<Line> all = new ArrayList<>();
    List<String> shapes = List.of("chain", "up", "down");
    List<List<Long>> took = new ArrayList<>();
    shapes.forEach(shape -> took.add(Collections.synchronizedList(new ArrayList<>())));
    int count = (int) LENGTH.toSeconds() * PER_SECOND;
    FluxoClient user = fluxo.client("first", 0);
    try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        for (int shape = 0; shape < shapes.size(); shape++) {
          List<Long> here = took.get(shape);
          String name = shapes.get(shape);
          users.execute(() -> one(user, name, here));
        }
        LockSupport.parkNanos(1_000_000_000L / PER_SECOND);
      }
      users.shutdown();
      users.awaitTermination(1, TimeUnit.MINUTES);
    }
    for (int shape = 0; shape < shapes.size(); shape++) {
      List<Long> sorted = took.get(shape).stream().sorted().toList();
      long p99 = sorted.isEmpty() ? 0 : sorted.get(Math.max(0, sorted.size() * 99 / 100 - 1));
      all.add(new Line(service, shapes.get(shape), count, sorted.size(), p99));
    }
    return all;
  }

  private static void one(FluxoClient user, String shape, List<Long> took) {
    long begin = System.nanoTime();
    try {
      FluxoClient.Answer answer =
          user.post("/api/v1/workflows/" + shape + "/runs?wait=5s", "{\"input\": {\"n\": 1}}");
      if (answer.body().path("status").asText().equals("completed")) {
        took.add((System.nanoTime() - begin) / 1_000_000);
      }
    } catch (UncheckedIOException e) {
      // not ended
    }
  }
}
