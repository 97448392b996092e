package io.fluxo.connectors.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.connectors.evidence.pack.PackBuilder;
import io.fluxo.connectors.evidence.pack.RunRecord;
import io.fluxo.connectors.evidence.report.Pages;
import io.fluxo.connectors.evidence.sign.Authority;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of three nodes that a person approved, its log, and the pack of it. */
public final class SampleRun {

  public static final String RUN = "01jd0000000000000000000000";
  public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  public static final String CPF = "529.982.247-25";

  private static final ObjectMapper MAPPER = Json.mapper();

  public final SigningKey root = new Authority(new SecureRandom()).root("Sample authority", START);
  public final SigningKey signer = new Authority(new SecureRandom()).signer(root, "acme", START);
  public final SampleLog log = new SampleLog("acme");
  public final Map<String, Object> definition =
      Map.of(
          "id",
          "purchase",
          "name",
          "Compra <b>grande</b>",
          "input",
          Map.of(
              "type",
              "object",
              "properties",
              Map.of("iban", Map.of("type", "string", "sensitive", true))),
          "start",
          "check",
          "nodes",
          List.of(
              Map.of(
                  "id",
                  "check",
                  "type",
                  "condition_if",
                  "branches",
                  Map.of("true", "approve", "false", "order")),
              Map.of(
                  "id",
                  "approve",
                  "type",
                  "human_task",
                  "name",
                  "Aprovação da diretoria",
                  "next",
                  "order"),
              Map.of("id", "order", "type", "http_request", "onError", "report"),
              Map.of("id", "report", "type", "set")));
  public final List<EventLeaf> events = new ArrayList<>();
  private final List<Long> places = new ArrayList<>();

  public SampleRun() {
    other("before");
    event(
        RUN,
        0,
        "flx.run.started",
        Map.of(
            "runId",
            RUN,
            "workflow",
            Map.of("id", "purchase", "version", 3, "hash", hash()),
            "trigger",
            "manual",
            "input",
            Map.of("sealed", "AAAA")));
    event(
        RUN,
        1,
        "flx.run.advanced",
        Map.of("moves", List.of(Map.of("do", "asked", "ordinal", 1, "node", "approve"))));
    other("between");
    event(RUN + "-1", 0, "flx.human_task.created", Map.of("taskId", RUN + "-1"));
    event(RUN + "-1", 1, "flx.human_task.resolved", Map.of("outcome", "approved"));
    event(
        RUN,
        2,
        "flx.run.advanced",
        Map.of("moves", List.of(Map.of("do", "scheduled", "ordinal", 2, "node", "order"))));
    event(RUN + "-2", 0, "flx.step.scheduled", Map.of("stepId", RUN + "-2"));
    event(
        RUN,
        3,
        "flx.run.intervened",
        Map.of(
            "intervention",
            Map.of("what", "retried", "ordinal", 2, "node", "order", "scope", 0),
            "reason",
            "The supplier called, says " + CPF));
    event(RUN + "-2", 1, "flx.step.succeeded", Map.of("attempt", 1));
    event(RUN, 4, "flx.run.succeeded", Map.of("output", "sealed"));
    other("after");
  }

  private String hash() {
    return CanonicalJson.hash(definition);
  }

  private void other(String text) {
    log.add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void event(String subject, long sequence, String type, Map<String, Object> payload) {
    EventLeaf leaf =
        new EventLeaf(
            subject,
            sequence,
            "Run",
            "e" + events.size(),
            type,
            "1",
            START.plusSeconds(events.size()).toString(),
            json(Map.of("t", "acme", "w", "main", "a", "user:ana", "c", "c1")),
            json(payload));
    events.add(leaf);
    places.add(log.add(leaf.bytes()));
  }

  private static byte[] json(Object tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public RunLeaves leaves() {
    return log.prove(events, places, START.plusSeconds(60));
  }

  public RunRecord record() {
    return new RunRecord(
        "acme",
        "main",
        run(),
        steps(),
        List.of(task()),
        definition,
        leaves(),
        PayloadOpener.NONE,
        START.plusSeconds(90));
  }

  private RunView run() {
    return new RunView(
        new RunId(RUN),
        new WorkflowRef(new WorkflowId("purchase"), 3, hash()),
        RunStatus.COMPLETED,
        TriggerKind.MANUAL,
        "order-7",
        null,
        Payload.of(Map.of("iban", "BR1500000000000010932840814P2", "cpf", CPF, "total", 1200)),
        Payload.of(Map.of("ok", true, "paidFrom", "BR1500000000000010932840814P2")),
        null,
        null,
        "c1",
        START,
        START.plusSeconds(9),
        START.plusSeconds(9),
        5,
        null);
  }

  private static List<StepView> steps() {
    Payload total = Payload.of(Map.of("total", 1200, "text", "<script>alert(1)</script>"));
    return List.of(
        step(0, "check", null, "evaluated", null, total, "true"),
        step(1, "approve", "human_task", "succeeded", null, Payload.of("approved"), null),
        step(
            2,
            "order",
            "http_request",
            "succeeded",
            total,
            Payload.of(Map.of("status", 201)),
            null));
  }

  private static StepView step(
      int ordinal,
      String node,
      @Nullable String type,
      String status,
      @Nullable Payload input,
      @Nullable Payload output,
      @Nullable String branch) {
    return new StepView(
        ordinal,
        node,
        type,
        status,
        ordinal == 2 ? 1 : 0,
        input,
        output,
        branch,
        null,
        START.plusSeconds(ordinal),
        START.plusSeconds(ordinal + 2),
        2000L,
        null);
  }

  private static TaskDetail task() {
    TaskView view =
        new TaskView(
            new TaskId(RUN + "-1"),
            TaskKind.APPROVAL,
            Payload.of(Map.of("title", "Compra de 1.200")),
            TaskState.COMPLETED,
            "user:ana",
            List.of("role:manager"),
            5,
            "purchase",
            RUN,
            "approve",
            "order-7",
            null,
            null,
            false,
            0,
            Payload.NULL,
            "approved",
            List.of(),
            START,
            START.plusSeconds(4),
            START.plusSeconds(4));
    return new TaskDetail(
        view,
        Payload.of(
            Map.of("schema", Map.of("properties", Map.of("pin", Map.of("writeOnly", true))))),
        List.of("approved", "rejected"),
        List.of(),
        List.of(),
        null,
        null,
        FileRule.NONE,
        false,
        Payload.of(Map.of("pin", "0815x", "costCentre", "Sales")),
        List.of(new TaskDetail.Comment("user:ana", START, Payload.of("ok, mail ana@example.org"))),
        List.of(
            new TaskDetail.Attached(
                "user:ana",
                START,
                new TaskFile(
                    "ab".repeat(32), Payload.of("oferta.pdf"), "application/pdf", 12_345))),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new TaskDetail.Act("created", "engine", START, null, TaskState.READY),
            new TaskDetail.Act(
                "resolved",
                "user:ana",
                START.plusSeconds(4),
                TaskState.READY,
                TaskState.COMPLETED)));
  }

  public byte[] pack() {
    return new PackBuilder(new Pages(), hash -> null, "pt-BR").build(record(), signer);
  }
}
