package io.fluxo.query.audit;

import io.fluxo.messages.audit.AuditQuery.ListActs;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the acts are to be looked for that a question asks for. */
sealed interface ActSource {

  /** The streams from the first to the last. */
  record Streams(String first, String last) implements ActSource {}

  /**
   * All events that are not of a run, its steps, tasks and evidence: there are few of them, and an
   * index of them alone.
   */
  record Rare() implements ActSource {}

  /** All events. */
  record All() implements ActSource {}

  /** Families whose events are in no index of their own. */
  Set<String> MANY = Set.of("flx", "flx.run", "flx.step", "flx.human_task", "flx.evidence");

  /** The cheapest source that misses nothing. */
  static ActSource of(ListActs query) {
    String object = query.object();
    // What happened to a run need not be in its own stream: whoever read of it is elsewhere.
    if (object != null && !isRare(query.kind())) {
      Streams streams = streams(query, object);
      return streams == null ? new Rare() : streams;
    }
    return isRare(query.kind()) ? new Rare() : new All();
  }

  private static @Nullable Streams streams(ListActs query, String object) {
    int colon = object.indexOf(':');
    String kind = colon < 0 ? "" : object.substring(0, colon);
    String id = object.substring(colon + 1);
    String place = query.tenant() + "/" + query.workspace() + "/";
    return switch (kind) {
      // Its steps and tasks too: ids are ordered by byte.
      case "run" -> new Streams(id, id + "-:");
      case "step", "task", "evidence" -> new Streams(id, id);
      case "workflow" -> new Streams(place + id, place + id);
      case "calendar" -> new Streams(place + object, place + object);
      default -> null;
    };
  }

  private static boolean isRare(@Nullable String kind) {
    if (kind == null) {
      return false;
    }
    return MANY.stream().noneMatch(many -> kind.equals(many) || isOfFamily(kind, many));
  }

  private static boolean isOfFamily(String kind, String family) {
    return !family.equals("flx") && kind.startsWith(family + ".");
  }
}
