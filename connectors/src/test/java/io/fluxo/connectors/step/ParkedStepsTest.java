package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fluxo.connectors.Tasks;
import io.fluxo.connectors.dependency.BreakerSettings;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Rate;
import io.fluxo.connectors.dependency.ShareSettings;
import io.fluxo.connectors.http.HttpRequestNode;
import io.fluxo.connectors.http.OutboundGuard;
import io.fluxo.connectors.http.OutboundSettings;
import io.fluxo.messages.dependency.BreakerState;
import io.fluxo.messages.dependency.DependencyView;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps whose servers die, hang, come back, and ask to be left alone: over real HTTP. */
class ParkedStepsTest {

  private static final DependencySettings QUICK =
      new DependencySettings(
          new BreakerSettings(
              true, 10, 4, 50, Duration.ofSeconds(60), 100, Duration.ofMillis(300), 2),
          ShareSettings.DEFAULT,
          Rate.OFF,
          Duration.ofMinutes(5),
          1_000,
          100,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          List.of());

  private final StepCommands told = new StepCommands();
  private final AtomicInteger heard = new AtomicInteger();
  private final CountDownLatch hang = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean busy;
  private volatile String pause = "1";
  private HttpServer server;
  private int port;
  private HttpRequestNode node;
  private Lanes lanes;
  private StepRunner runner;
  private DependencyBoard board;

  @BeforeEach
  void start() throws IOException {
    serve(0);
    port = server.getAddress().getPort();
    OutboundSettings reachable =
        new OutboundSettings(List.of("127.0.0.1", "localhost"), List.of(), false, List.of());
    node =
        new HttpRequestNode(
            new OutboundGuard(reachable, InetAddress::getAllByName), InstantSource.system());
    lanes = StepCommands.lanes(QUICK, System::nanoTime, node);
    runner = told.runner(lanes);
    board = new DependencyBoard(lanes, System::nanoTime, InstantSource.system());
    runner.start();
  }

  @AfterEach
  void stop() throws IOException {
    hang.countDown();
    runner.stop();
    node.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(int where) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          heard.incrementAndGet();
          boolean hanging = exchange.getRequestURI().getPath().startsWith("/hang");
          if (hanging) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          if (busy) {
            exchange.getResponseHeaders().set("Retry-After", pause);
          }
          exchange.sendResponseHeaders(busy ? 429 : 200, -1);
          exchange.close();
        });
    server.start();
  }

  private StepTask task(int number, String url) {
    return Tasks.of("http_request", Effect.IDEMPOTENT, number, Map.of("url", url));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private DependencyView view(String name) {
    return board.list("default", "main", new PageRequest(null, 50)).items().stream()
        .filter(each -> each.dependency().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long count(Class<? extends StepOutcome> kind) {
    return told.outcomes().stream().filter(kind::isInstance).count();
  }

  @Test
  void stepsForADeadServerWaitUnbegunAndAreMadeWhenItIsBack() throws IOException {
    server.stop(0);
    for (int i = 0; i < 4; i++) {
      runner.accept(task(i, url("/")));
    }
    await().until(() -> view(url("")).breaker() == BreakerState.OPEN);
    for (int i = 100; i < 130; i++) {
      runner.accept(task(i, url("/")));
    }
    assertThat(view(url("")).blockedUntil()).isNotNull();
    assertThat(view(url("")).waiting()).isGreaterThanOrEqualTo(28);
    // Trials fail too, two at a time; the others do not burn their attempts meanwhile.
    await().until(() -> count(StepOutcome.Failed.class) >= 6);
    assertThat(count(StepOutcome.Failed.class)).isLessThanOrEqualTo(12);
    long burnt = count(StepOutcome.Failed.class);
    serve(port);
    await().until(() -> told.outcomes().size() == 34);
    assertThat(count(StepOutcome.Failed.class)).isLessThanOrEqualTo(burnt + 4);
    assertThat(count(StepOutcome.Succeeded.class)).isEqualTo(heard.get());
    assertThat(view(url("")).breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(view(url("")).waiting()).isZero();
  }

  @Test
  void aServerThatHangsHoldsBackNoOther() {
    for (int i = 0; i < 200; i++) {
      runner.accept(task(i, url("/hang")));
    }
    await().until(() -> heard.get() == 16);
    runner.accept(task(500, "http://localhost:" + port + "/"));
    assertThat(told.outcome()).isInstanceOf(StepOutcome.Succeeded.class);
    assertThat(view(url("")).active()).isEqualTo(16);
    assertThat(view(url("")).waiting()).isEqualTo(184);
    assertThat(board.queues("default"))
        .singleElement()
        .satisfies(
            queue -> {
              assertThat(queue.active()).isEqualTo(16);
              assertThat(queue.parked()).isEqualTo(184);
              assertThat(queue.waiting()).isZero();
            });
    assertThat(heard.get()).isEqualTo(17);
  }

  @Test
  void whoAnswersRetryAfterIsLeftAloneUntilThen() {
    busy = true;
    runner.accept(task(1, url("/")));
    assertThat(told.outcome()).isInstanceOf(StepOutcome.Failed.class);
    long from = System.nanoTime();
    busy = false;
    for (int i = 10; i < 30; i++) {
      runner.accept(task(i, url("/")));
    }
    assertThat(view(url("")).blockedUntil()).isNotNull();
    assertThat(view(url("")).breaker()).isEqualTo(BreakerState.CLOSED);
    await().until(() -> count(StepOutcome.Succeeded.class) == 20);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(900));
    assertThat(count(StepOutcome.Failed.class)).isEqualTo(1);
  }

  @Test
  void aParkedStepIsAbandonedOrTakenBackAtOnceAndNeverMade() {
    for (int i = 0; i < 16; i++) {
      runner.accept(task(i, url("/hang")));
    }
    await().until(() -> heard.get() == 16);
    StepTask abandoned = task(100, url("/"));
    StepTask withdrawn = task(101, url("/"));
    StepTask kept = task(102, url("/"));
    List.of(abandoned, withdrawn, kept).forEach(runner::accept);
    assertThat(view(url("")).waiting()).isEqualTo(3);
    runner.abandon(abandoned.stepId().value());
    assertThat(runner.withdraw(withdrawn.stepId().value())).isTrue();
    assertThat(runner.withdraw(withdrawn.stepId().value())).isFalse();
    assertThat(runner.withdraw(task(1, url("/")).stepId().value())).as("under way").isFalse();
    assertThat(view(url("")).waiting()).isEqualTo(1);
    hang.countDown();
    await().until(() -> told.outcomes().size() == 17);
    await().until(() -> runner.load().get("http_request").active() == 0);
    assertThat(heard.get()).isEqualTo(17);
    assertThat(runner.accept(withdrawn)).as("taken on again").isTrue();
    await().until(() -> heard.get() == 18);
  }

  @Test
  void whatDidNotReachTheServerOrWasInterruptedSaysNothingAboutIt() {
    for (int i = 0; i < 16; i++) {
      runner.accept(task(i, url("/hang")));
    }
    await().until(() -> heard.get() == 16);
    for (int i = 0; i < 16; i++) {
      runner.abandon(task(i, url("/hang")).stepId().value());
    }
    await().until(() -> runner.load().get("http_request").active() == 0);
    assertThat(view(url("")).lastFailure()).isNull();
    told.secrets.goOut();
    SecretUse use = new SecretUse("orders", List.of(new SecretPlace("/headers/k", 0, "token")));
    for (int i = 100; i < 120; i++) {
      runner.accept(Tasks.with(task(i, url("/")), use));
    }
    await().until(() -> count(StepOutcome.Failed.class) == 20);
    assertThat(view(url("")).lastFailure()).isNull();
    assertThat(view(url("")).breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aResetOpensTheWayAtOnce() throws IOException {
    busy = true;
    runner.accept(task(1, url("/")));
    told.outcome();
    busy = false;
    runner.accept(task(2, url("/")));
    assertThat(board.reset("default", "main", "http_request", url("")).blockedUntil()).isNull();
    await().atMost(Duration.ofMillis(800)).until(() -> heard.get() == 2);
  }

  @Test
  void theTimeOfAnAttemptBeginsWithTheAttempt() {
    pause = "3";
    busy = true;
    runner.accept(task(1, url("/")));
    told.outcome();
    busy = false;
    runner.accept(
        Tasks.of(
            "http_request",
            Effect.IDEMPOTENT,
            2,
            Map.of("url", url("/hang")),
            Duration.ofMillis(2_500)));
    await().until(() -> heard.get() == 2);
    // Long enough for whoever looks at deadlines.
    await().during(Duration.ofMillis(150)).until(() -> told.outcomes().size() == 1);
    hang.countDown();
    await().until(() -> told.outcomes().size() == 2);
    assertThat(told.outcomes().getLast()).isInstanceOf(StepOutcome.Succeeded.class);
  }
}
