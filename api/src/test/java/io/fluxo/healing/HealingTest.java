package io.fluxo.healing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One running service to which everything happens in turn that must not stop it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealingTest {

  private static final String EVENTS = "/api/v1/system/dead-letters/events";
  private static final String WORK = "/api/v1/system/dead-letters/open-work";

  private static RunningFluxo fluxo;
  private static FluxoClient client;
  private static JdbcTemplate database;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    client = fluxo.client();
    database = fluxo.bean(JdbcTemplate.class);
    client.publish("id: quick\nnodes:\n  - {id: say, type: logger, config: {message: hi}}\n");
    client.publish("id: slow\nnodes:\n  - {id: wait, type: delay, config: {duration: 1h}}\n");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  @Order(1)
  void strangersSeeOneWordAndTheOperatorSeesEverything() {
    Answer stranger = client.with(null).get("/actuator/health");
    assertThat(stranger.status()).isEqualTo(200);
    assertThat(stranger.body().properties())
        .allMatch(field -> List.of("status", "groups").contains(field.getKey()));
    assertThat(client.with("flx_nonsense").get("/actuator/health").body().has("components"))
        .isFalse();
    JsonNode parts = client.get("/actuator/health").body().path("components");
    assertThat(parts.properties().stream().map(field -> field.getKey()))
        .contains("database", "store", "processors", "work", "deadLetters", "disk");
    assertThat(parts.at("/processors/details/states/views").asText()).isEqualTo("RUNNING");
    assertThat(parts.at("/processors/details/states/work-sweeper").asText()).isEqualTo("RUNNING");
    for (String group : List.of("liveness", "readiness", "processing")) {
      Answer answer = client.with(null).get("/actuator/health/" + group);
      assertThat(answer.body().path("status").asText()).as(group).isEqualTo("UP");
    }
  }

  @Test
  @Order(2)
  void anEventThatCannotBeReadIsKeptApartAndEverythingElseGoesOn() {
    String whole = start("slow");
    shown(whole);
    AtomicReference<String> before = new AtomicReference<>();
    String broken = spoiledTwin(whole, before);

    assertThat(shown(start("quick")).path("status").asText()).isEqualTo("completed");
    JsonNode dead = Eventually.is(() -> client.get(EVENTS), answer -> size(answer) == 2).body();
    JsonNode first = dead.at("/items/0");
    assertThat(first.path("stream").asText()).isEqualTo(broken);
    assertThat(first.path("type").asText()).isEqualTo("flx.run.started");
    assertThat(first.path("tenant").asText()).isEqualTo("default");
    assertThat(first.path("error").asText()).isNotEmpty();
    assertThat(dead.at("/items/1").hasNonNull("error")).isFalse();
    assertThat(dead.toString()).doesNotContain("not json");
    assertThat(size(client.get("/api/v1/dead-letters/events"))).isEqualTo(2);
    assertThat(client.get("/api/v1/runs/" + broken).body().path("code").asText())
        .isEqualTo("damaged");
    Answer health =
        Eventually.is(() -> client.get("/actuator/health"), answer -> is(answer, "DEGRADED"));
    assertThat(health.status()).isEqualTo(200);

    String letter = EVENTS + "/" + first.path("position").asText();
    assertThat(client.post(letter + "/retry", "{}").body().path("left").asInt()).isEqualTo(2);
    mend(broken, before.get());
    Answer retried = client.post(letter + "/retry", "{}");
    assertThat(retried.body().path("projected").asInt()).isEqualTo(2);
    assertThat(client.post(letter + "/retry", "{}").status()).isEqualTo(404);
    assertThat(shown(broken).path("status").asText()).isEqualTo("waiting_delay");
    assertThat(size(client.get(EVENTS))).isZero();
    Eventually.is(() -> client.get("/actuator/health"), answer -> is(answer, "UP"));
  }

  @Test
  @Order(3)
  void anotherTenantSeesNothingOfIt() {
    AtomicReference<String> before = new AtomicReference<>();
    String time = "UPDATE event SET time = ? WHERE aggregate_id = ? AND sequence = 1";
    String run =
        together(
            () -> {
              String twin = spoiledTwin(start("slow"), before);
              database.update(time, "no time", twin);
              return twin;
            });
    Eventually.is(() -> client.get("/api/v1/dead-letters/events"), answer -> size(answer) == 2);
    String token =
        client
            .with(null)
            .post(
                "/api/v1/auth/register",
                """
                {"company":"Other","name":"Olga","email":"olga@other.example",
                 "password":"a stranger with long words"}
                """)
            .body()
            .path("accessToken")
            .asText();
    assertThat(size(client.with(token).get("/api/v1/dead-letters/events"))).isZero();
    assertThat(client.with(token).get(EVENTS).status()).isEqualTo(403);
    mend(run, before.get());
    Answer some = client.post(EVENTS + "/retry", "{}");
    assertThat(some.body().path("projected").asInt()).isEqualTo(1);
    assertThat(some.body().path("left").asInt()).isEqualTo(1);
    database.update(time, "2026-01-01T00:00:00Z", run);
    Answer all = client.post(EVENTS + "/retry", "{}");
    assertThat(all.body().path("left").asInt()).isZero();
  }

  @Test
  @Order(4)
  void anEventOfALaterVersionIsPassedOverOnlyOnPurpose() {
    String run = twin(start("slow"));
    shown(run);
    database.update(
        """
        INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, revision, time,
          metadata, payload)
        SELECT aggregate_id, 2, aggregate_type, 'later' || aggregate_id, type, '99', time, metadata,
          payload FROM event WHERE aggregate_id = ? AND sequence = 1
        """,
        run);
    JsonNode dead =
        Eventually.is(() -> client.get(EVENTS), answer -> size(answer) == 1).body().at("/items/0");
    assertThat(dead.path("message").asText())
        .isEqualTo("This version knows no event flx.run.advanced of revision 99");
    assertThat(shown(run).path("status").asText()).isEqualTo("waiting_delay");
    String letter = EVENTS + "/" + dead.path("position").asText();
    assertThat(client.post(letter + "/discard", "{}").status()).isEqualTo(422);
    assertThat(client.post(letter + "/discard", "{\"reason\":\"not ours\"}").status())
        .isEqualTo(200);
    assertThat(size(client.get(EVENTS))).isZero();
    assertThat(
            database.queryForObject(
                "SELECT discarded_by || ': ' || discard_reason FROM dead_event WHERE stream = ?",
                String.class,
                run))
        .endsWith(": not ours");
  }

  @Test
  @Order(5)
  void workOfADamagedRunIsSetAsideAndGoesOnOnceItWasRepaired() {
    String run = twin(start("slow"));
    shown(run);
    String spoiled = spoil(run);
    database.update(
        """
        INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace)
        VALUES (? || '-1', 't', now(), NULL, 'default', 'main')
        """,
        run);
    JsonNode work =
        Eventually.is(() -> client.get(WORK), answer -> size(answer) == 1).body().at("/items/0");
    assertThat(work.path("id").asText()).isEqualTo(run + "-1");
    assertThat(work.path("message").asText()).contains("Expected to read event 0 of " + run);
    assertThat(work.path("tries").asInt()).isEqualTo(1);
    Answer cancel = client.post("/api/v1/runs/" + run + "/cancel", "{}");
    assertThat(cancel.status()).isEqualTo(500);
    assertThat(cancel.body().path("code").asText()).isEqualTo("damaged");
    assertThat(client.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("waiting_delay");
    assertThat(shown(start("quick")).path("status").asText()).isEqualTo("completed");

    mend(run, spoiled);
    // The twin's delay has begun an hour ago, so that it is over when it is looked at again.
    assertThat(client.post(WORK + "/" + run + "-1/retry", "{}").status()).isEqualTo(200);
    Eventually.is(() -> client.get(WORK), answer -> size(answer) == 0);
    assertThat(ended(run)).isEqualTo("completed");
    assertThat(client.post(WORK + "/" + run + "-1/retry", "{}").status()).isEqualTo(404);
  }

  @Test
  @Order(6)
  void aStreamThatWasStoppedIsStartedAgain() {
    fluxo
        .bean(EventProcessingConfiguration.class)
        .eventProcessor("views", StreamingEventProcessor.class)
        .orElseThrow()
        .shutDown();
    assertThat(shown(start("quick")).path("status").asText()).isEqualTo("completed");
    MeterRegistry meters = fluxo.bean(MeterRegistry.class);
    assertThat(meters.get("fluxo.restarts").tag("name", "views").counter().count()).isEqualTo(1);
    assertThat(meters.get("fluxo.dead.events").gauge().value()).isZero();
    assertThat(meters.get("fluxo.views.lag.seconds").gauge().value()).isLessThan(60);
  }

  @Test
  @Order(7)
  void aDatabaseThatIsLockedDeadLettersNothing() throws Exception {
    try (var connection = fluxo.bean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("LOCK TABLE run_view IN ACCESS EXCLUSIVE MODE");
        String run = start("quick");
        Eventually.is(
            () -> client.get("/actuator/health"),
            // Longer than two statements wait for a lock, so that the batch was tried again.
            answer ->
                answer.body().at("/components/processors").toString().contains("FAILING")
                    && answer.body().at("/components/processors/details/lagMillis").asLong()
                        > 11_000);
        connection.rollback();
        assertThat(shown(run).path("status").asText()).isEqualTo("completed");
      }
    }
    assertThat(size(client.get(EVENTS))).isZero();
  }

  @Test
  @Order(8)
  void aDatabaseThatIsKilledComesBackAndNobodyIsKeptWaiting() throws IOException {
    String before = start("quick");
    Path data = Path.of(fluxo.bean(Environment.class).getRequiredProperty("fluxo.data.dir"));
    long server =
        Long.parseLong(
            Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).getFirst());
    assertThat(ProcessHandle.of(server).orElseThrow().destroyForcibly()).isTrue();

    List<Answer> refused = new ArrayList<>();
    List<Long> waits = new ArrayList<>();
    Eventually.of(
        () -> {
          long began = System.nanoTime();
          Answer answer = client.post("/api/v1/workflows/quick/runs", "{}");
          waits.add((System.nanoTime() - began) / 1_000_000);
          if (answer.status() != 202) {
            refused.add(answer);
          }
          return answer;
        },
        answer -> !refused.isEmpty() && answer.status() == 202);
    assertThat(refused)
        .allMatch(answer -> answer.type().equals("application/problem+json"))
        .allMatch(answer -> List.of(500, 503).contains(answer.status()))
        .allMatch(answer -> !answer.raw().body().contains("Exception"))
        .anyMatch(answer -> answer.raw().headers().firstValue("Retry-After").isPresent());
    // The first may have been under way when the server died, and ask what became of it.
    assertThat(waits.subList(1, waits.size())).allMatch(millis -> millis < 8_000);
    assertThat(shown(before).path("status").asText()).isEqualTo("completed");
    assertThat(shown(start("quick")).path("status").asText()).isEqualTo("completed");
    Eventually.is(
        () -> client.with(null).get("/actuator/health"), answer -> answer.status() == 200);
    assertThat(fluxo.bean(MeterRegistry.class).get("fluxo.database.revivals").functionCounter())
        .matches(counter -> counter.count() >= 1);
    assertThat(size(client.get(EVENTS))).isZero();
  }

  private static String start(String workflow) {
    return client
        .post("/api/v1/workflows/" + workflow + "/runs", "{}")
        .body()
        .path("runId")
        .asText();
  }

  /** How a list shows the run; what one run can tell is read from its own events. */
  private static JsonNode shown(String run) {
    return Eventually.of(() -> listed(run), row -> !row.path("status").asText("").isEmpty());
  }

  private static JsonNode listed(String run) {
    for (JsonNode row : client.get("/api/v1/runs?limit=100").body().path("items")) {
      if (row.path("runId").asText().equals(run)
          && !row.path("status").asText().equals("running")) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }

  private static String ended(String run) {
    return Eventually.is(
            () -> client.get("/api/v1/runs/" + run),
            answer -> answer.body().path("status").asText().equals("completed"))
        .body()
        .path("status")
        .asText();
  }

  /** A run like another, an hour older, of which nobody has anything in memory. */
  private static String twin(String run) {
    String twin = "0" + run.substring(1, 24) + (run.endsWith("zz") ? "yy" : "zz");
    database.update(
        """
        INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, revision, time,
          metadata, payload)
        SELECT ?, sequence, aggregate_type, 'twin' || event_id, type, revision, time, metadata,
          convert_to(replace(replace(convert_from(payload, 'UTF8'), aggregate_id, ?),
            to_char(now() AT TIME ZONE 'UTC' + interval '1 hour', 'YYYY-MM-DD"T"HH24'),
            to_char(now() AT TIME ZONE 'UTC' - interval '1 hour', 'YYYY-MM-DD"T"HH24')), 'UTF8')
          FROM event WHERE aggregate_id = ? ORDER BY sequence
        """,
        twin,
        twin,
        run);
    return twin;
  }

  /** One whose first event nobody ever saw whole. */
  private static String spoiledTwin(String run, AtomicReference<String> before) {
    return together(
        () -> {
          String twin = twin(run);
          before.set(spoil(twin));
          return twin;
        });
  }

  private static String together(Supplier<String> work) {
    return new TransactionTemplate(fluxo.bean(PlatformTransactionManager.class))
        .execute(status -> work.get());
  }

  /** Makes the first event unreadable; answers what stood there. */
  private static String spoil(String run) {
    String before =
        database.queryForObject(
            "SELECT convert_from(payload, 'UTF8') FROM event WHERE aggregate_id = ? AND sequence = 0",
            String.class,
            run);
    mend(run, "{not json");
    return before;
  }

  private static void mend(String run, String payload) {
    database.update(
        "UPDATE event SET payload = convert_to(?, 'UTF8') WHERE aggregate_id = ? AND sequence = 0",
        payload,
        run);
  }

  private static int size(Answer answer) {
    return answer.body().path("items").size();
  }

  private static boolean is(Answer answer, String status) {
    return answer.body().path("status").asText().equals(status);
  }
}
