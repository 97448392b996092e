package io.fluxo.command.workflow;

import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.scheduling.support.CronExpression;

/** The nodes at which a run begins, and what they listen to. */
final class Triggers {

  static final String MANUAL = "manual_trigger";
  static final String WEBHOOK = "webhook_trigger";
  static final String SCHEDULE = "schedule_trigger";
  static final String EVENT = "event_trigger";
  static final Set<String> TYPES = Set.of(MANUAL, WEBHOOK, SCHEDULE, EVENT);

  private static final Map<String, String> ADDRESS =
      Map.of(WEBHOOK, "endpoint", SCHEDULE, "cron", EVENT, "event");
  private static final Map<String, TriggerKind> KIND =
      Map.of(
          WEBHOOK, TriggerKind.WEBHOOK,
          SCHEDULE, TriggerKind.SCHEDULE,
          EVENT, TriggerKind.EVENT);
  private static final Pattern ENDPOINT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}");
  private static final Set<String> MISSED = Set.of("skip", "once", "all");

  private Triggers() {}

  /** What a valid definition listens to; a manual trigger listens to nothing. */
  static List<TriggerBinding> bindings(Definition definition) {
    List<TriggerBinding> bindings = new ArrayList<>();
    for (NodeDefinition node : definition.nodes()) {
      TriggerKind kind = KIND.get(node.type());
      if (kind != null && node.config().get(ADDRESS.get(node.type())) instanceof String address) {
        bindings.add(new TriggerBinding(kind, node.id(), address, Payload.of(node.config())));
      }
    }
    return List.copyOf(bindings);
  }

  /** An address is needed before any run exists, so it must be there and hold no placeholder. */
  static void check(Definition definition, Problems problems) {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < definition.nodes().size(); i++) {
      NodeDefinition node = definition.nodes().get(i);
      String field = ADDRESS.get(node.type());
      if (field == null) {
        continue;
      }
      String config = Pointers.join(Pointers.join("/nodes", i), "config");
      String pointer = Pointers.join(config, field);
      if (!(node.config().get(field) instanceof String address)) {
        problems.add(pointer, "The trigger has no " + field, "a text without placeholders");
      } else if (!isAddress(node.type(), address)) {
        problems.add(pointer, "The " + field + " is not valid", expected(node.type()));
      } else if (!addresses.add(node.type() + " " + address)) {
        problems.add(pointer, "Another trigger has the same " + field, "each once");
      }
      if (node.type().equals(SCHEDULE)) {
        schedule(node.config(), config, problems);
      }
    }
  }

  private static boolean isAddress(String type, String address) {
    return switch (type) {
      case WEBHOOK -> ENDPOINT.matcher(address).matches();
      case EVENT -> NAME.matcher(address).matches();
      default ->
          // Five fields, as in crontab, mean "at second 0".
          CronExpression.isValidExpression(
              address.trim().split("\\s+").length == 5 ? "0 " + address.trim() : address.trim());
    };
  }

  private static String expected(String type) {
    return switch (type) {
      case WEBHOOK -> ENDPOINT.pattern();
      case EVENT -> NAME.pattern();
      default -> "a cron expression of five or six fields, like 0 9 * * MON-FRI";
    };
  }

  private static void schedule(Map<String, Object> config, String pointer, Problems problems) {
    if (config.containsKey("timezone")
        && !(config.get("timezone") instanceof String zone && isZone(zone))) {
      problems.add(
          Pointers.join(pointer, "timezone"), "This is no time zone", "like America/Sao_Paulo");
    }
    if (config.containsKey("missed")
        && !(config.get("missed") instanceof String missed && MISSED.contains(missed))) {
      problems.add(Pointers.join(pointer, "missed"), "This is no policy", "one of skip, once, all");
    }
  }

  private static boolean isZone(String zone) {
    try {
      return !ZoneId.of(zone).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }
}
