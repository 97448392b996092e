package io.fluxo.connectors.evidence.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.RunLeaves;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.value.StoredPlace;
import io.fluxo.messages.value.StoredTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who and what decided in a run: people who were asked, people who took the wheel, branches. */
final class Decisions {

  private static final ObjectMapper MAPPER = Json.mapper();

  private final Cleaner cleaner;

  Decisions(Cleaner cleaner) {
    this.cleaner = cleaner;
  }

  /** An act of somebody who took the wheel. */
  record Act(String what, String by, String at, @Nullable String node, String reason) {}

  Map<String, Object> of(RunRecord run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("people", run.tasks().stream().map(this::task).toList());
    json.put("interventions", acts(run).stream().map(Decisions::act).toList());
    json.put("branches", run.steps().stream().flatMap(step -> branch(step).stream()).toList());
    json.put(
        "ai",
        run.steps().stream()
            .filter(step -> step.type() != null && step.type().startsWith("ai_"))
            .map(step -> Map.of("node", step.node(), "type", String.valueOf(step.type())))
            .toList());
    return json;
  }

  private Map<String, Object> task(TaskDetail detail) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", detail.task().taskId().value());
    json.put("node", detail.task().node());
    json.put("kind", detail.task().kind().text());
    json.put("text", cleaner.clean(detail.task().text().json()));
    json.put("state", detail.task().state().text());
    json.put("candidates", detail.task().candidates());
    json.put("outcome", detail.task().outcome());
    json.put("answer", answer(detail));
    json.put(
        "comments",
        detail.comments().stream()
            .map(each -> said(each.by(), each.at().toString(), each.text()))
            .toList());
    json.put(
        "votes",
        detail.votes().stream()
            .map(
                each -> {
                  Map<String, Object> vote =
                      new LinkedHashMap<>(said(each.by(), each.at().toString(), each.comment()));
                  vote.put("outcome", each.outcome());
                  return vote;
                })
            .toList());
    json.put(
        "history",
        detail.history().stream()
            .map(each -> Map.of("what", each.what(), "by", each.by(), "at", each.at().toString()))
            .toList());
    return json;
  }

  private @Nullable Object answer(TaskDetail detail) {
    return cleaner.clean(detail.answer().json(), detail.form().object().get("schema"));
  }

  private Map<String, Object> said(String by, String at, Payload text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", by);
    json.put("at", at);
    json.put("text", cleaner.clean(text.json()));
    return json;
  }

  private static List<Map<String, Object>> branch(StepView step) {
    return step.branch() == null
        ? List.of()
        : List.of(
            Map.of(
                "node", step.node(),
                "branch", step.branch(),
                "at", Objects.requireNonNullElse(step.endedAt(), step.startedAt()).toString()));
  }

  /** What people did to the run by hand, in order. */
  List<Act> acts(RunRecord run) {
    List<Act> acts = new ArrayList<>();
    for (RunLeaves.Leaf leaf : run.leaves().leaves()) {
      EventLeaf event = leaf.event();
      if (event.type().equals("flx.run.intervened") || event.type().equals("flx.step.resolved")) {
        JsonNode payload = opened(event, run.opener());
        JsonNode node = payload.path("intervention").path("node");
        acts.add(
            new Act(
                payload.path("intervention").path("what").asText("resolved"),
                json(event.metadata()).path(Context.ACTOR).asText(),
                event.time(),
                node.isTextual() ? node.asText() : null,
                cleaner.text(payload.path("reason").asText())));
      }
    }
    return acts;
  }

  private static Map<String, Object> act(Act act) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", act.what());
    json.put("by", act.by());
    json.put("at", act.at());
    json.put("node", act.node());
    json.put("reason", act.reason());
    return json;
  }

  private static JsonNode opened(EventLeaf event, PayloadOpener opener) {
    Object stored = MAPPER.convertValue(json(event.payload()), Object.class);
    StoredPlace place = StoredPlace.lenient(event.subject(), event.sequence(), event.type());
    return MAPPER.valueToTree(StoredTree.open(stored, place, opener));
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      return MAPPER.nullNode();
    }
  }
}
