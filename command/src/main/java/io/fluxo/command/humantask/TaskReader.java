package io.fluxo.command.humantask;

import io.fluxo.command.form.FormCheck;
import io.fluxo.command.schema.Formats;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskOption;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people are asked for out of the configuration of a node, all placeholders resolved.
 */
public final class TaskReader {

  private static final int MOST_OPTIONS = 50;
  private static final int MOST_FIELDS = 10;
  private static final int LONGEST_FIELD = 200;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_DESCRIPTION = 16_000;
  private static final int MOST_EMAILS = 20;

  private final FormCheck forms;

  public TaskReader(FormCheck forms) {
    this.forms = forms;
  }

  /**
   * Reads it.
   *
   * @throws NodeFailure with a sentence that says what is wrong
   */
  public TaskAsked read(Map<String, Object> config, TaskDesk desk, Instant now) throws NodeFailure {
    TaskFields fields = new TaskFields(config);
    TaskKind kind = kind(fields.text("kind", 20));
    TaskSpec spec =
        new TaskSpec(
            kind,
            text(fields),
            form(fields),
            options(fields, kind),
            People.candidates(fields.object("candidates"), desk),
            People.excluded(fields.list("exclude"), desk),
            outside(fields),
            fields.number("priority", TaskSpec.DEFAULT_PRIORITY, 0, 9),
            Rules.quorum(fields.object("quorum"), kind),
            Rules.sla(fields.object("sla"), desk),
            search(fields),
            Rules.files(fields.object("attachments")),
            fields.flag("skippable"));
    try {
      return asked(spec, desk, now);
    } catch (Rejection tooFar) {
      // A deadline beyond what a calendar counts.
      throw new NodeFailure(
          Failure.permanent(Failure.CONFIGURATION, String.valueOf(tooFar.getMessage())));
    }
  }

  private static TaskAsked asked(TaskSpec spec, TaskDesk desk, Instant now) throws NodeFailure {
    Sla sla = spec.sla();
    String name = sla == null ? null : sla.calendar();
    if (name == null) {
      return new TaskAsked(spec, null, TaskClocks.timers(sla, BusinessCalendar.ALWAYS, now));
    }
    CalendarVersion calendar = desk.calendar(name);
    if (calendar == null) {
      throw TaskFields.wrong(
          "Expected a calendar of this workspace, but there is no '%s'".formatted(name));
    }
    return new TaskAsked(spec, calendar.ref(), TaskClocks.timers(sla, calendar.calendar(), now));
  }

  private static TaskKind kind(String text) throws NodeFailure {
    try {
      return TaskKind.of(text);
    } catch (IllegalArgumentException e) {
      throw TaskFields.wrong(
          "Expected 'kind' to be approval, validation, decision or form, but got '%s'"
              .formatted(text));
    }
  }

  private static Payload text(TaskFields fields) throws NodeFailure {
    Map<String, Object> text = new TreeMap<>();
    text.put("title", fields.text("title", LONGEST_TITLE));
    String description = fields.optional("description", LONGEST_DESCRIPTION);
    if (description != null) {
      text.put("description", description);
    }
    return Payload.of(text);
  }

  private Payload form(TaskFields fields) throws NodeFailure {
    Map<String, Object> form = fields.object("form");
    if (form == null) {
      return Payload.NULL;
    }
    Payload payload = Payload.of(form);
    List<Rejection.Problem> mistakes = forms.mistakes(payload);
    if (!mistakes.isEmpty()) {
      Rejection.Problem first = mistakes.getFirst();
      throw TaskFields.wrong(
          "Expected a form that can be used, but at '%s': %s"
              .formatted(first.pointer(), first.message()));
    }
    return payload;
  }

  private static List<TaskOption> options(TaskFields fields, TaskKind kind) throws NodeFailure {
    List<?> list = fields.list("options");
    if (kind != TaskKind.DECISION) {
      if (!list.isEmpty()) {
        throw TaskFields.wrong(
            "Expected options for a decision only, but it is one of %s".formatted(kind.text()));
      }
      return List.of();
    }
    if (list.size() < 2 || list.size() > MOST_OPTIONS) {
      throw TaskFields.wrong("Expected 2 to %d options for a decision".formatted(MOST_OPTIONS));
    }
    List<TaskOption> options = new ArrayList<>();
    Set<String> values = new HashSet<>();
    for (Object each : list) {
      TaskOption option = option(each);
      if (!values.add(option.value())) {
        throw TaskFields.wrong(
            "Expected options that differ, but '%s' is there twice".formatted(option.value()));
      }
      options.add(option);
    }
    return options;
  }

  private static TaskOption option(@Nullable Object each) throws NodeFailure {
    if (each instanceof Map<?, ?>) {
      TaskFields option = TaskFields.of(each);
      return new TaskOption(option.text("value", 64), option.optional("label", LONGEST_TITLE));
    }
    if (each instanceof String || each instanceof Number) {
      return new TaskOption(TaskFields.short64(each.toString()), null);
    }
    throw TaskFields.wrong("Expected an option to be a text or {value, label}");
  }

  private static Payload outside(TaskFields fields) throws NodeFailure {
    List<String> emails = new ArrayList<>();
    for (Object each : fields.list("external")) {
      if (!(each instanceof String email) || !Formats.isEmail(email)) {
        throw TaskFields.wrong("Expected 'external' to hold e-mail addresses only");
      }
      if (!emails.contains(email)) {
        emails.add(email);
      }
    }
    if (emails.size() > MOST_EMAILS) {
      throw TaskFields.wrong("Expected at most %d addresses in 'external'".formatted(MOST_EMAILS));
    }
    return emails.isEmpty() ? Payload.NULL : Payload.of(Map.of("emails", emails));
  }

  private static Payload search(TaskFields fields) throws NodeFailure {
    Map<String, Object> declared = fields.object("search");
    if (declared == null || declared.isEmpty()) {
      return Payload.NULL;
    }
    if (declared.size() > MOST_FIELDS) {
      throw TaskFields.wrong("Expected at most %d fields in 'search'".formatted(MOST_FIELDS));
    }
    Map<String, Object> found = new TreeMap<>();
    for (Map.Entry<String, Object> entry : declared.entrySet()) {
      Object value = entry.getValue();
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        String text = value.toString();
        found.put(
            TaskFields.short64(entry.getKey()),
            text.length() > LONGEST_FIELD ? text.substring(0, LONGEST_FIELD) : text);
      } else if (value != null) {
        throw TaskFields.wrong("Expected 'search' to hold texts and numbers only");
      }
    }
    return Payload.of(found);
  }
}
