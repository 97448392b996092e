package io.fluxo.fault;

import io.fluxo.fault.History.Call;
import io.fluxo.fault.History.Outcome;
import io.fluxo.story.FluxoClient;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Users of two tenants who start runs of all shapes, send events and cancel, and remember it. */
final class Workload {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int TRIES = 8;
  private static final int USERS = 16;

  private final Installation fluxo;
  private final History history;
  private final long seed;
  private final Duration pause;
  private final List<String> shapes;
  private final ExecutorService users = Executors.newFixedThreadPool(USERS);
  private volatile boolean going = true;

  /** Users who are not there yet, each with a pause behind everything that is done. */
  Workload(Installation fluxo, History history, long seed, Duration pause) {
    this.fluxo = fluxo;
    this.history = history;
    this.seed = seed;
    this.pause = pause;
    this.shapes = List.copyOf(Shapes.definitions(0).keySet());
  }

  void begin() {
    for (int i = 0; i < USERS; i++) {
      int user = i;
      users.execute(() -> live(user));
    }
  }

  /** Lets everybody finish what was begun. */
  void end() throws InterruptedException {
    going = false;
    users.shutdown();
    users.awaitTermination(2, TimeUnit.MINUTES);
  }

  private void live(int user) {
    Random chance = new Random(seed * 31 + user);
    String last = null;
    String tenant = fluxo.tenants().get(user % 2);
    for (int n = 0; going; n++) {
      if (last != null && chance.nextInt(20) == 0) {
        cancel(tenant, last, chance);
      }
      last = start(tenant, user + "-" + n, chance);
      LockSupport.parkNanos(pause.toNanos() / 2 + chance.nextLong(pause.toNanos()));
    }
  }

  private String start(String tenant, String mark, Random chance) {
    String shape = shapes.get(chance.nextInt(shapes.size()));
    String key = chance.nextBoolean() ? "key-" + mark : null;
    String body =
        "{\"input\": {\"n\": %d, \"k\": \"%s\"}, \"businessKey\": \"%s\"}"
            .formatted(chance.nextInt(100), mark, mark);
    String run = null;
    for (int i = 0; i < (key == null ? 1 : TRIES); i++) {
      Call call =
          call(
              "start",
              tenant,
              mark,
              shape,
              key,
              null,
              () -> {
                HttpRequest.Builder request =
                    json(tenant, chance, "/api/v1/workflows/" + shape + "/runs", body);
                return key == null ? request : request.header("Idempotency-Key", key);
              });
      run = call.run();
      boolean again = call.outcome() == Outcome.UNKNOWN || call.status() == 0;
      if (!again) {
        break;
      }
      LockSupport.parkNanos(300_000_000L << Math.min(i, 3));
    }
    if (run != null && shape.equals("wait") && chance.nextInt(10) < 7) {
      emit(tenant, mark, chance);
    }
    return run;
  }

  private void emit(String tenant, String mark, Random chance) {
    String body = "{\"name\": \"go\", \"correlation\": \"%s\", \"id\": \"e-%s\"}";
    String text = body.formatted(mark, mark);
    for (int i = 0; i < TRIES; i++) {
      Supplier<HttpRequest.Builder> request = () -> json(tenant, chance, "/api/v1/events", text);
      Call call = call("event", tenant, mark, "wait", null, null, request);
      if (call.outcome() != Outcome.UNKNOWN) {
        return;
      }
      LockSupport.parkNanos(300_000_000L);
    }
  }

  private void cancel(String tenant, String run, Random chance) {
    Supplier<HttpRequest.Builder> request =
        () -> json(tenant, chance, "/api/v1/runs/" + run + "/cancel", "{}");
    call("cancel", tenant, "", "", null, run, request);
  }

  private HttpRequest.Builder json(String tenant, Random chance, String path, String body) {
    FluxoClient client = fluxo.client(tenant, chance.nextInt(fluxo.nodes.size()));
    return client
        .request(path)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Call call(
      String kind,
      String tenant,
      String mark,
      String shape,
      String key,
      String about,
      Supplier<HttpRequest.Builder> request) {
    Instant at = Instant.now();
    Outcome outcome;
    String run = about;
    int status = 0;
    try {
      FluxoClient.Answer answer = fluxo.client(tenant, 0).send(request.get());
      status = answer.status();
      outcome = status < 400 ? Outcome.OK : status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
      if (kind.equals("start") && outcome == Outcome.OK) {
        run = answer.body().path("runId").asText();
      }
    } catch (UncheckedIOException e) {
      outcome = e.getCause() instanceof ConnectException ? Outcome.REFUSED : Outcome.UNKNOWN;
    }
    Call call = new Call(at, kind, tenant, mark, shape, key, run, outcome, status);
    history.add(call);
    return call;
  }
}
