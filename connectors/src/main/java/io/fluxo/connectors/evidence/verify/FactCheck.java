package io.fluxo.connectors.evidence.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.Manifest;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.pack.RunEnds;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That the manifest says what the events say, and that all steps are there that the run asked for.
 */
final class FactCheck {

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final Set<String> ASKING = Set.of("scheduled", "asked", "undoing");

  private final Manifest manifest;
  private final Set<String> asked = new HashSet<>();
  private @Nullable RunStatus status;
  private @Nullable String endedAt;

  private FactCheck(Manifest manifest) {
    this.manifest = manifest;
  }

  static void of(List<EventLeaf> events, Manifest manifest) throws Damage {
    new FactCheck(manifest).check(events);
  }

  private void check(List<EventLeaf> events) throws Damage {
    boolean begun = false;
    for (EventLeaf event : events) {
      JsonNode metadata = json(event, event.metadata());
      require("tenant", manifest.tenant(), metadata.path(Context.TENANT).asText());
      require("workspace", manifest.workspace(), metadata.path(Context.WORKSPACE).asText());
      if (event.subject().equals(manifest.run())) {
        if (!begun) {
          begins(event);
          begun = true;
        }
        run(event);
      }
    }
    require("status", manifest.status(), status == null ? "nothing" : status.text());
    require("endedAt", manifest.endedAt(), String.valueOf(endedAt));
    for (String step : asked) {
      if (!manifest.streams().containsKey(step)) {
        throw new Damage(
            PackFiles.EVENTS, "the run asked for %s, of which there is no event".formatted(step));
      }
    }
  }

  private void begins(EventLeaf event) throws Damage {
    if (!event.type().equals("flx.run.started")) {
      throw new Damage(PackFiles.EVENTS, "the run does not begin with flx.run.started");
    }
    JsonNode payload = json(event, event.payload());
    require("run", manifest.run(), payload.path("runId").asText());
    require("startedAt", manifest.startedAt(), event.time());
    JsonNode workflow = payload.path("workflow");
    require("workflow", manifest.workflow(), workflow.path("id").asText());
    require("version", Long.toString(manifest.version()), workflow.path("version").asText());
    require("definitionHash", manifest.definitionHash(), workflow.path("hash").asText());
  }

  private void run(EventLeaf event) throws Damage {
    RunStatus end = RunEnds.STATUS.get(event.type());
    if (end != null) {
      status = end;
      endedAt = event.time();
    } else if (event.type().equals("flx.run.intervened")
        && json(event, event.payload()).hasNonNull("again")) {
      status = null;
    } else if (event.type().equals("flx.run.advanced")) {
      for (JsonNode move : json(event, event.payload()).path("moves")) {
        if (ASKING.contains(move.path("do").asText())) {
          asked.add(manifest.run() + "-" + move.path("ordinal").asInt());
        }
      }
    }
  }

  private static JsonNode json(EventLeaf event, byte[] bytes) throws Damage {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new Damage(
          PackFiles.EVENTS,
          "what is stored of event %d of a stream cannot be read".formatted(event.sequence()));
    }
  }

  private static void require(String what, String said, String found) throws Damage {
    if (!said.equals(found)) {
      throw new Damage(PackFiles.MANIFEST, "its %s is not the one of the events".formatted(what));
    }
  }
}
