package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.Colleagues.Colleague;
import io.fluxo.story.FluxoClient.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who are asked by runs, over real HTTP. */
class HumanTaskStoryTest {

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static Operator operator;
  private static Colleague ana;
  private static Colleague bea;
  private static Colleague max;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    admin = fluxo.client();
    operator = new Operator(admin, null);
    Colleagues colleagues = new Colleagues(admin);
    ana = colleagues.colleague("agent", "buying");
    bea = colleagues.colleague("agent", "buying");
    max = colleagues.colleague("manager");
    publish(
        """
        id: approval
        nodes:
          - id: approve
            type: human_task
            config:
              kind: approval
              title: "Order ${input.n}"
              candidates: {roles: [buying]}
              exclude: ["${run.startedBy}"]
              skippable: true
              search: {customer: "${input.customer}"}
              form:
                schema: {type: object, properties: {amount: {type: number, minimum: 1}}, required: [amount]}
            next: end
          - {id: end, type: data_transform, config: {value: "${nodes.approve.output}"}}
        output: ${nodes.approve.output}
        """);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static void publish(String yaml) {
    Answer answer = admin.publish(yaml);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private static String run(FluxoClient by, String workflow, String input) {
    Answer answer = by.post("/api/v1/workflows/" + workflow + "/runs", "{\"input\":" + input + "}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().path("runId").asText();
  }

  private static String approval() {
    return run(admin, "approval", "{\"n\":7,\"customer\":\"ACME\"}") + "-1";
  }

  private static Answer act(FluxoClient who, String task, String what, String body) {
    return who.post("/api/v1/tasks/" + task + "/" + what, body);
  }

  private static JsonNode inbox(FluxoClient who, String query) {
    return who.get("/api/v1/tasks?" + query).body().path("items");
  }

  private static String approved(int amount) {
    return "{\"outcome\":\"approved\",\"answer\":{\"amount\":" + amount + "}}";
  }

  private static String runOf(String task) {
    return task.substring(0, 26);
  }

  @Test
  void aTaskIsFoundClaimedAnsweredAndTheRunGoesOn() {
    String task = approval();
    Eventually.of(
        () -> inbox(ana.client(), "inbox=available&limit=200").toString(),
        list -> list.contains(task));
    assertThat(admin.get("/api/v1/runs/" + runOf(task)).body().path("status").asText())
        .isEqualTo("waiting_input");
    Answer claimed = act(ana.client(), task, "claim", "");
    assertThat(claimed.status()).as("%s", claimed.body()).isEqualTo(200);
    assertThat(claimed.body().at("/task/state").asText()).isEqualTo("reserved");
    assertThat(claimed.body().at("/task/text/title").asText()).isEqualTo("Order 7");
    Eventually.of(
        () -> inbox(ana.client(), "inbox=mine&limit=200").toString(), list -> list.contains(task));
    assertThat(act(ana.client(), task, "comments", "{\"text\":\"Looks fine\"}").status())
        .isEqualTo(200);

    Answer wrong = act(ana.client(), task, "complete", approved(0));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().at("/errors/0/pointer").asText()).isEqualTo("/answer/amount");

    Answer done = act(ana.client(), task, "complete", approved(12));
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
    assertThat(done.body().at("/task/state").asText()).isEqualTo("completed");
    JsonNode run = operator.when(runOf(task), "completed");
    assertThat(run.at("/output/outcome").asText()).isEqualTo("approved");
    assertThat(run.at("/output/by").asText()).isEqualTo(ana.principal());
    assertThat(run.at("/output/answer/amount").asInt()).isEqualTo(12);
    assertThat(act(ana.client(), task, "complete", approved(12)).status())
        .as("a second time")
        .isEqualTo(200);
    assertThat(act(bea.client(), task, "complete", approved(3)).status()).isEqualTo(409);
    JsonNode history = admin.get("/api/v1/runs/" + runOf(task) + "/events").body();
    assertThat(history.toString())
        .contains("flx.human_task.claimed", "flx.human_task.commented", "flx.human_task.resolved")
        .contains(ana.principal());
    JsonNode steps = admin.get("/api/v1/runs/" + runOf(task) + "/steps").body().path("items");
    assertThat(steps.get(0).path("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void ofManyWhoClaimAtOnceOneWinsAndTheOthersAreTold() throws Exception {
    String task = approval();
    List<Callable<Integer>> claims =
        List.of(
            () -> act(ana.client(), task, "claim", "").status(),
            () -> act(bea.client(), task, "claim", "").status());
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Integer> answers =
          both.invokeAll(claims).stream().map(HumanTaskStoryTest::get).sorted().toList();
      assertThat(answers).containsExactly(200, 409);
    }
    assertThat(act(max.client(), task, "release", "").status()).isEqualTo(200);
    assertThat(act(bea.client(), task, "complete", approved(1)).status()).isEqualTo(200);
  }

  private static int get(Future<Integer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoStartedTheRunDoesNotApproveIt() {
    String task = run(ana.client(), "approval", "{\"n\":1}") + "-1";
    assertThat(act(ana.client(), task, "complete", approved(1)).status()).isEqualTo(403);
    assertThat(act(max.client(), task, "delegate", "{\"to\":\"" + ana.email() + "\"}").status())
        .isEqualTo(403);
    assertThat(act(bea.client(), task, "complete", approved(1)).status()).isEqualTo(200);
  }

  @Test
  void whoHasNothingToDoWithATaskDoesNotFindIt() {
    String task = run(admin, "approval", "{\"n\":1}") + "-1";
    Colleague carl = new Colleagues(admin).colleague("agent", "selling");
    for (String what : List.of("claim", "start", "release")) {
      assertThat(act(carl.client(), task, what, "").status()).as(what).isEqualTo(404);
    }
    assertThat(carl.client().get("/api/v1/tasks/" + task).status()).isEqualTo(404);
    assertThat(inbox(carl.client(), "inbox=available")).isEmpty();
    assertThat(inbox(carl.client(), "inbox=all")).isEmpty();
    act(max.client(), task, "delegate", "{\"to\":\"" + carl.id() + "\"}");
    assertThat(carl.client().get("/api/v1/tasks/" + task).status()).isEqualTo(200);
  }

  /** Public failure 8 of comparable systems (windmill-labs/windmill#2639). */
  @Test
  void anApprovalInsideOfParallelBranchesHoldsTheRunUp() {
    publish(
        """
        id: both
        nodes:
          - id: fork
            type: parallel
            config: {join: all}
            branches: {a: ask, b: work}
            next: end
          - {id: ask, type: human_task, config: {kind: approval, title: T, candidates: {roles: [buying]}}}
          - {id: work, type: set, config: {variables: {done: true}}}
          - {id: end, type: data_transform, config: {value: passed}}
        """);
    String run = run(admin, "both", "{}");
    operator.when(run, "waiting_input");
    String task =
        Eventually.of(
                () -> inbox(ana.client(), "inbox=available&run=" + run), items -> items.size() == 1)
            .get(0)
            .path("taskId")
            .asText();
    assertThat(act(ana.client(), task, "reject", "{}").status()).isEqualTo(200);
    assertThat(operator.when(run, "failed").at("/failure/errorClass").asText())
        .isEqualTo("task_rejected");
  }

  /** Public failure 9 of comparable systems (apache/incubator-kie-issues#509). */
  @Test
  void aDeadlineOutlivesAPauseARestartAndANewVersion() {
    String yaml =
        """
        id: late
        nodes:
          - id: ask
            type: human_task
            config:
              kind: approval
              title: T
              candidates: {roles: [buying]}
              sla: {complete: {within: 3s, escalate: [{do: notify}, {after: 1s, do: expire}]}}
            branches: {expired: end}
          - {id: end, type: data_transform, config: {value: one}}
        """;
    publish(yaml);
    String run = run(admin, "late", "{}");
    String paused = run(admin, "late", "{}");
    assertThat(operator.act(paused, "pause", "{\"reason\":\"later\"}").status()).isEqualTo(200);
    publish(yaml.replace("value: one", "value: two").replace("within: 3s", "within: 9d"));
    fluxo.restart();
    admin = fluxo.client();
    operator = new Operator(admin, null);
    assertThat(operator.when(run, "completed").path("output").asText()).isEqualTo("one");
    String events = admin.get("/api/v1/events?limit=200&subject=" + run).body().toString();
    assertThat(events)
        .contains("flx.human_task.overdue", "flx.human_task.escalated", "flx.human_task.expired");
    JsonNode resting = admin.get("/api/v1/tasks/" + paused + "-1").body();
    assertThat(resting.at("/task/state").asText()).as("%s", resting).isEqualTo("suspended");
    operator.act(paused, "resume", "{\"reason\":\"now\"}");
    operator.when(paused, "completed");
    reconnect();
  }

  /** The port is another one after a restart; tokens are good on. */
  private static void reconnect() {
    Colleagues colleagues = new Colleagues(admin);
    ana = colleagues.colleague("agent", "buying", "again");
    bea = colleagues.colleague("agent", "buying", "again");
    max = colleagues.colleague("manager", "again");
  }

  @Test
  void tasksAreAskedForWithoutARunAndOnce() {
    String body =
        """
        {"kind":"decision","title":"Where to?","options":["north",{"value":"south","label":"South"}],
         "candidates":{"users":["%s"]},"search":{"trip":"Summer 27"}}
        """
            .formatted(ana.email());
    Answer first = max.client().post("/api/v1/tasks", body, "Idempotency-Key", "\"trip-1\"");
    assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
    String task = first.body().at("/task/taskId").asText();
    Answer again = max.client().post("/api/v1/tasks", body, "Idempotency-Key", "\"trip-1\"");
    assertThat(again.body().at("/task/taskId").asText()).isEqualTo(task);
    Answer other =
        max.client()
            .post("/api/v1/tasks", body.replace("Where", "When"), "Idempotency-Key", "\"trip-1\"");
    assertThat(other.status()).isEqualTo(422);
    assertThat(ana.client().post("/api/v1/tasks", body).status()).isEqualTo(403);
    Eventually.of(
        () -> inbox(ana.client(), "inbox=available&field=trip:SUMMER%2027"),
        items -> items.size() == 1 && items.get(0).path("taskId").asText().equals(task));
    Answer done =
        ana.client()
            .post("/api/engine/human-tasks/" + task + "/process", "{\"decision\":\"south\"}");
    assertThat(done.status()).as("%s", done.body()).isEqualTo(200);
    assertThat(done.body().path("decision").asText()).isEqualTo("south");
  }

  @Test
  void tasksThatCannotBeAskedForAreRefusedWithAReason() {
    for (String wrong :
        List.of(
            "{}",
            "{\"kind\":\"approval\"}",
            "{\"kind\":\"vote\",\"title\":\"T\"}",
            "{\"kind\":\"decision\",\"title\":\"T\",\"options\":[\"one\"]}",
            "{\"kind\":\"form\",\"title\":\"T\",\"form\":{\"schema\":{\"$ref\":\"http://10.0.0.1/\"}}}",
            "{\"kind\":\"approval\",\"title\":\"T\",\"sla\":{\"complete\":{\"within\":\"-1h\"}}}",
            "{\"kind\":\"approval\",\"title\":\"T\",\"exclude\":[\"nobody@nowhere.example\"]}",
            "{\"kind\":\"approval\",\"title\":\"T\",\"external\":[\"no address\"]}")) {
      Answer answer = max.client().post("/api/v1/tasks", wrong);
      assertThat(answer.status()).as("%s: %s", wrong, answer.body()).isEqualTo(422);
      assertThat(answer.body().path("detail").asText()).startsWith("Expected");
    }
  }

  @Test
  void deadlinesAreTriedOnWhatHappened() {
    String task = approval();
    act(ana.client(), task, "complete", approved(1));
    String body =
        "{\"start\":\"PT0.001S\",\"complete\":\"PT0.001S\",\"from\":\"%s\",\"until\":\"%s\",\"workflow\":\"approval\"}"
            .formatted(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
    Eventually.is(
        () -> max.client().post("/api/v1/tasks/sla", body),
        answer -> answer.body().path("late").toString().contains(task));
    assertThat(ana.client().post("/api/v1/tasks/sla", body).status()).isEqualTo(403);
  }
}
