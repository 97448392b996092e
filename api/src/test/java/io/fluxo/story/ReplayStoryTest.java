package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Read models are made anew while they serve, and nobody notices. */
class ReplayStoryTest {

  private static final List<String> MODELS =
      List.of(
          "workflow_view",
          "workflow_version",
          "trigger_binding",
          "calendar_view",
          "run_view",
          "run_count",
          "task_view",
          "task_field",
          "task_line",
          "task_answer",
          "dead_event");

  private static RunningFluxo fluxo;
  private static FluxoClient client;
  private static FluxoClient operator;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    client = fluxo.client();
    operator = client;
    publish("quick", "{id: a, type: set, config: {variables: {x: 1}}}");
    publish(
        "ask",
        "{id: a, type: human_task, config: {kind: approval, title: Well, candidates: {roles: [admin]}}}");
    publish("wait", "{id: a, type: wait_for_event, config: {event: never}}");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static void publish(String id, String node) {
    Answer answer = client.publish("id: %s\nnodes:\n  - %s\n".formatted(id, node));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  @Test
  void readModelsServeWhollyWhileTheyAreMadeAnewUnderLoad() throws Exception {
    for (int i = 0; i < 300; i++) {
      start(i % 3 == 0 ? "quick" : i % 3 == 1 ? "ask" : "wait");
    }
    settle();
    int atLeast = count("run_view");
    List<String> structure = structure();
    List<String> notices = notices();

    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger started = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    List<String> wrong = new ArrayList<>();
    Thread load =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    start(started.incrementAndGet() % 2 == 0 ? "quick" : "ask");
                  }
                });
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  int last = atLeast;
                  while (!over.get()) {
                    int now = count("run_view");
                    Answer page = client.get("/api/v1/runs?limit=5");
                    if (now < last || page.body().path("items").size() != 5) {
                      wrong.add("%d runs after %d: %s".formatted(now, last, page.body()));
                    }
                    last = now;
                    seen.incrementAndGet();
                  }
                });
    try {
      JsonNode replay = replay();
      assertThat(replay.path("state").asText()).isEqualTo("swapped");
      assertThat(replay.path("percent").asDouble()).isEqualTo(100.0);
    } finally {
      over.set(true);
      load.join();
      reader.join();
    }
    assertThat(wrong).isEmpty();
    assertThat(seen.get()).isPositive();
    settle();
    assertThat(count("run_view")).isEqualTo(atLeast + started.get());
    assertThat(structure()).isEqualTo(structure);
    assertThat(notices()).containsAll(notices).doesNotHaveDuplicates();
    assertThat(notices()).hasSize(count("task_view"));

    // What was written since the swap and what the replay wrote is what a replay writes.
    List<String> rows = rows();
    assertThat(replay().path("state").asText()).isEqualTo("swapped");
    assertThat(rows()).isEqualTo(rows);
    assertThat(notices()).hasSize(count("task_view"));
  }

  @Test
  void aReplayThatWasKilledLeavesTheOldOnesServingAndAnotherCanBegin() {
    start("wait");
    settle();
    fluxo
        .database()
        .update(
            "INSERT INTO dead_event VALUES (1000000000, 'default', 'main', 's', 's', 0, 'flx.x', 'E',"
                + " 'no', now(), 1, now(), 'user:x', 'never mind')");
    List<String> rows = rows();
    // As a node leaves it that dies in the middle: half-filled tables and a row that says it runs.
    fluxo.database().execute("SELECT replay_begin()");
    fluxo.database().execute("INSERT INTO replay.run_view SELECT * FROM run_view LIMIT 1");
    fluxo
        .database()
        .update(
            "INSERT INTO projection_replay VALUES ('dead', 'views', 'user:x', 'running', now(),"
                + " now(), NULL, 0, 1, 0, NULL)");
    assertThat(rows()).isEqualTo(rows);
    Answer refused = operator.post("/api/v1/projections/views/replay", "{}");
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(409);
    fluxo
        .database()
        .update(
            "UPDATE projection_replay SET alive_at = now() - interval '1 minute' WHERE id = 'dead'");
    assertThat(view().at("/replay/state").asText()).isEqualTo("abandoned");
    assertThat(replay().path("state").asText()).isEqualTo("swapped");
    assertThat(rows()).isEqualTo(rows);
    assertThat(
            fluxo
                .database()
                .queryForList("SELECT tablename FROM pg_tables WHERE schemaname = 'replay'"))
        .isEmpty();
  }

  @Test
  void whatThereIsNotIsNotReplayed() {
    assertThat(operator.post("/api/v1/projections/other/replay", "{}").status()).isEqualTo(404);
  }

  private static JsonNode replay() {
    Answer begun = operator.post("/api/v1/projections/views/replay", "{}");
    assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
    String id = begun.body().path("id").asText();
    return Eventually.of(
            ReplayStoryTest::view,
            view ->
                view.at("/replay/id").asText().equals(id)
                    && !view.at("/replay/state").asText().equals("running"))
        .path("replay");
  }

  private static JsonNode view() {
    Answer answer = operator.get("/api/v1/projections");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body().path("items").path(0);
  }

  private static void start(String workflow) {
    Answer answer = client.post("/api/v1/workflows/" + workflow + "/runs", "{}");
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  /** Waits until the read models are as far as the events. */
  private static void settle() {
    Eventually.of(ReplayStoryTest::view, view -> view.path("events").asLong() == 0);
  }

  private static int count(String table) {
    return fluxo.database().queryForObject("SELECT count(*) FROM " + table, Integer.class);
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String model : MODELS) {
      rows.addAll(
          fluxo
              .database()
              .queryForList("SELECT t::text FROM " + model + " t ORDER BY 1", String.class));
    }
    return rows;
  }

  private static List<String> notices() {
    return fluxo.database().queryForList("SELECT id FROM task_notice ORDER BY id", String.class);
  }

  /** Columns, indexes, policies, grants and settings of the read models. */
  private static List<String> structure() {
    return fluxo
        .database()
        .queryForList(
            """
            SELECT c.relname || ' ' || coalesce(c.reloptions::text, '') || ' ' || c.relrowsecurity
                   || c.relforcerowsecurity || ' ' || coalesce(c.relacl::text, '') AS what
              FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (?)
            UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
              WHERE i.indrelid::regclass::text = ANY (?)
            UNION ALL SELECT p.tablename || p.policyname || p.permissive || p.roles::text || p.cmd
                   || coalesce(p.qual, '') || coalesce(p.with_check, '') FROM pg_policies p
              WHERE p.schemaname = 'public' AND p.tablename = ANY (?)
            UNION ALL SELECT table_name || column_name || ordinal_position || data_type
                   || is_nullable || coalesce(column_default, '') || coalesce(collation_name, '')
              FROM information_schema.columns
              WHERE table_schema = 'public' AND table_name = ANY (?)
            UNION ALL SELECT conrelid::regclass::text || conname || pg_get_constraintdef(oid)
              FROM pg_constraint WHERE conrelid::regclass::text = ANY (?)
            ORDER BY 1
            """,
            String.class,
            (Object) MODELS.toArray(String[]::new),
            MODELS.toArray(String[]::new),
            MODELS.toArray(String[]::new),
            MODELS.toArray(String[]::new),
            MODELS.toArray(String[]::new));
  }
}
