package io.fluxo.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.audit.Act;
import io.fluxo.messages.audit.AuditQuery.ListActs;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowKey;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import io.fluxo.query.humantask.TaskLives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActQueriesTest {
  private static final String RUN = History.id(1).value();
  private final ReadSide side = new ReadSide();
  private Instant now = History.START;

  @Test
  void whatPeopleDidIsToldAndWhatTheEngineDidOnDemand() throws Throwable {
    store("user:ana", RUN, History.started(History.id(1), null));
    store("user:ana", RUN, new RunEvent.RunAdvanced(List.of(new Move.Asked(1, "ask", 0))));
    store("user:ana", RUN + "-1", TaskLives.created(new TaskId(RUN + "-1")));
    store("user:bia", RUN + "-1", new TaskEvent.TaskClaimed("user:bia", null));
    store("timer", RUN + "-1", new TaskEvent.TaskHeld(now));
    store("worker", RUN, new RunEvent.RunCancelled("enough"));
    store("key:k1", "01x", new SecurityEvent.KeyRevoked("k2"));

    assertThat(kinds(acts(null, null, null, false)))
        .containsExactly(
            "flx.run.started",
            "flx.human_task.created",
            "flx.human_task.claimed",
            "flx.key.revoked")
        .doesNotContain("flx.run.advanced");
    assertThat(acts(null, null, null, true)).hasSize(7);
    assertThat(acts("user:bia", null, null, true)).hasSize(1);
    assertThat(kinds(acts(null, null, "flx.human_task", false)))
        .containsExactly("flx.human_task.created", "flx.human_task.claimed");
    assertThat(kinds(acts(null, "key:k2", null, false))).containsExactly("flx.key.revoked");
    assertThat(acts(null, "key:k1", null, false)).isEmpty();
    assertThat(acts(null, "run:" + RUN, null, true)).hasSize(6);
    assertThat(acts(null, "task:" + RUN + "-1", null, false)).hasSize(2);
  }

  @Test
  void whatChangedIsToldByTheEventOrByThoseBeforeIt() throws Throwable {
    store("user:ana", "1", new SecurityEvent.MemberAdded("m1", List.of("agent")));
    store("user:ana", "2", new SecurityEvent.MemberAdded("m2", List.of("admin")));
    store(
        "user:ana",
        "3",
        new SecurityEvent.MemberChanged("m1", List.of("manager"), List.of(), "active"));
    store("user:ana", "4", new SecurityEvent.MemberRemoved("m1"));
    store("user:ana", "5", new SecurityEvent.SecretSet("token", "tenant", 3));
    store("user:ana", "default/main/pay", published(1, "a"));
    store("user:ana", "default/main/pay", published(2, "b"));
    store("user:ana", RUN, History.started(History.id(1), null));
    store("user:ana", RUN, edited());

    List<Act> acts = acts(null, null, null, false);
    assertThat(acts)
        .extracting(Act::object)
        .startsWith("member:m1", "member:m2", "member:m1", "member:m1", "secret:token")
        .endsWith("workflow:pay", "workflow:pay", "run:" + RUN, "run:" + RUN);
    assertThat(acts.get(2).before()).isEqualTo(Payload.of(Map.of("roles", List.of("agent"))));
    assertThat(acts.get(2).after().object()).containsEntry("roles", List.of("manager"));
    assertThat(acts.get(3).before().object()).containsEntry("roles", List.of("manager"));
    assertThat(acts.get(3).after()).isNull();
    assertThat(acts.get(4).before()).isEqualTo(Payload.of(Map.of("version", 2)));
    assertThat(acts.get(6).before().object())
        .containsEntry("version", 1)
        .containsEntry("hash", "a");
    assertThat(acts.get(6).after().object()).containsEntry("version", 2).containsEntry("hash", "b");
    assertThat(acts.get(8).before()).isEqualTo(Payload.of(Map.of("variables", Map.of("total", 1))));
    assertThat(acts.get(8).after()).isEqualTo(Payload.of(Map.of("variables", Map.of("total", 2))));
    assertThat(acts(null, "member:m1", null, false)).hasSize(3);
  }

  @Test
  void aTaskSaysHowItStoodBeforeAndAfter() throws Throwable {
    String task = RUN + "-1";
    store("user:ana", task, TaskLives.created(new TaskId(task)));
    store("user:bia", task, new TaskEvent.TaskClaimed("user:bia", null));
    store("user:bia", task, new TaskEvent.TaskPrioritized(5, 9));

    List<Act> acts = acts(null, "task:" + task, null, false);
    assertThat(acts.get(1).before().object())
        .containsEntry("state", "ready")
        .doesNotContainKey("owner");
    assertThat(acts.get(1).after().object())
        .containsEntry("state", "reserved")
        .containsEntry("owner", "user:bia");
    assertThat(acts.get(2).before()).isEqualTo(Payload.of(Map.of("priority", 5)));
    assertThat(acts.get(2).after()).isEqualTo(Payload.of(Map.of("priority", 9)));
  }

  @Test
  void pagesGoThroughAllWindowsAndTimesBoundThem() throws Throwable {
    side.jdbc()
        .update(
            """
            INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, time,
              metadata, payload)
            SELECT 's' || i, 0, CASE WHEN i % 5000 = 0 THEN 'Security' ELSE 'run' END, 'e' || i,
              CASE WHEN i % 5000 = 0 THEN 'flx.key.revoked' ELSE 'flx.run.advanced' END,
              to_char(timestamp '2026-01-01' + i * interval '1 second',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              convert_to('{"t":"default","w":"main","a":"user:ana","c":"y"}', 'UTF8'),
              convert_to('{"key":"k' || i || '"}', 'UTF8')
            FROM generate_series(1, 41000) i
            """);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(acts(null, null, null, false)).hasSize(8);
    assertThat(acts(null, null, "flx.key", false)).hasSize(8);
    assertThat(acts(null, "key:k15000", null, false)).hasSize(1);
    Page<Act> rare =
        page(
            new ListActs(
                "default",
                "main",
                null,
                null,
                "flx.key",
                null,
                null,
                false,
                new PageRequest(null, 50)));
    assertThat(rare.items()).as("the index of rare events needs one page").hasSize(8);
    assertThat(rare.next()).isNull();
    assertThat(
            all(
                new ListActs(
                    "default",
                    "main",
                    null,
                    null,
                    null,
                    start.plusSeconds(10_000),
                    start.plusSeconds(20_000),
                    false,
                    new PageRequest(null, 1))))
        .extracting(Act::object)
        .containsExactly("key:k10000", "key:k15000");
  }

  @Test
  void aWorkspaceSeesItsOwnAndNotWhatOthersWere() throws Throwable {
    side.store(
        "default",
        "main",
        "user:ana",
        "1",
        new SecurityEvent.MemberAdded("m1", List.of("admin")),
        now);
    side.store("other", "main", "user:eve", "2", new SecurityEvent.MemberRemoved("m1"), now);
    side.store("default", "side", "user:ana", "3", new SecurityEvent.MemberRemoved("m1"), now);
    assertThat(
            all(
                new ListActs(
                    "other", "main", null, null, null, null, null, true, new PageRequest(null, 9))))
        .extracting(Act::kind, Act::before)
        .containsExactly(tuple("flx.member.removed", null));
    assertThat(
            all(
                new ListActs(
                    "default",
                    "side",
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    new PageRequest(null, 9))))
        .extracting(Act::kind, act -> act.before().object())
        .containsExactly(tuple("flx.member.removed", Map.of("roles", List.of("admin"))));
  }

  private static RunEvent.RunIntervened edited() {
    return new RunEvent.RunIntervened(
        new Intervention.Edited(Map.of("total", Payload.of(1)), Map.of("total", Payload.of(2))),
        "typo",
        "running",
        "running",
        null,
        null);
  }

  private static WorkflowEvent.WorkflowPublished published(int version, String hash) {
    return new WorkflowEvent.WorkflowPublished(
        new WorkflowKey("default/main/pay"),
        version,
        "Pay",
        "source",
        Payload.EMPTY,
        hash,
        List.of());
  }

  private void store(String actor, String subject, Object event) {
    side.store("default", "main", actor, subject, event, now);
    now = now.plusSeconds(1);
  }

  private static List<String> kinds(List<Act> acts) {
    return acts.stream().map(Act::kind).toList();
  }

  private List<Act> acts(String actor, String object, String kind, boolean machines)
      throws Throwable {
    return all(
        new ListActs(
            "default",
            "main",
            actor,
            object,
            kind,
            null,
            null,
            machines,
            new PageRequest(null, 3)));
  }

  private List<Act> all(ListActs query) throws Throwable {
    List<Act> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<Act> page =
          page(
              new ListActs(
                  query.tenant(),
                  query.workspace(),
                  query.actor(),
                  query.object(),
                  query.kind(),
                  query.from(),
                  query.to(),
                  query.machines(),
                  new PageRequest(cursor, query.page().limit())));
      found.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  @SuppressWarnings("unchecked")
  private Page<Act> page(ListActs query) throws Throwable {
    return side.ask(query, instanceOf(Page.class));
  }
}
