package io.fluxo.command.humantask;

import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.Quorum;
import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of a task: how many agree, what happens when it is late, which files it takes. */
final class Rules {

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9][a-z0-9.+-]{0,63}/([a-z0-9][a-z0-9.+-]{0,126}|\\*)");
  private static final int MOST_STEPS = 20;
  private static final int MOST_FILES = 20;

  private Rules() {}

  static @Nullable Quorum quorum(@Nullable Map<String, Object> config, TaskKind kind)
      throws NodeFailure {
    if (config == null) {
      return null;
    }
    if (kind != TaskKind.APPROVAL && kind != TaskKind.VALIDATION) {
      throw TaskFields.wrong("Expected a quorum for an approval or validation only");
    }
    TaskFields fields = new TaskFields(config);
    int approvals = fields.number("approvals", 2, 2, Quorum.MOST);
    int of = fields.number("of", Quorum.MOST, approvals, Quorum.MOST);
    return new Quorum(approvals, of, fields.flag("veto"));
  }

  static @Nullable Sla sla(@Nullable Map<String, Object> config, TaskDesk desk) throws NodeFailure {
    if (config == null) {
      return null;
    }
    TaskFields fields = new TaskFields(config);
    return new Sla(
        fields.optional("calendar", 64),
        deadline(fields.object("start"), desk),
        deadline(fields.object("complete"), desk));
  }

  private static Sla.@Nullable Deadline deadline(
      @Nullable Map<String, Object> config, TaskDesk desk) throws NodeFailure {
    if (config == null) {
      return null;
    }
    TaskFields fields = new TaskFields(config);
    List<Span> remind = new ArrayList<>();
    for (Object each : bounded(fields.list("remind"))) {
      remind.add(span(String.valueOf(each)));
    }
    List<Sla.Escalation> escalate = new ArrayList<>();
    for (Object each : bounded(fields.list("escalate"))) {
      if (!(each instanceof Map<?, ?>)) {
        throw TaskFields.wrong("Expected an escalation to be {after, do, to}");
      }
      escalate.add(escalation(TaskFields.of(each), desk));
    }
    return new Sla.Deadline(span(fields.text("within", 40)), remind, escalate);
  }

  private static List<?> bounded(List<?> list) throws NodeFailure {
    if (list.size() > MOST_STEPS) {
      throw TaskFields.wrong("Expected at most %d reminders and escalations".formatted(MOST_STEPS));
    }
    return list;
  }

  private static Sla.Escalation escalation(TaskFields fields, TaskDesk desk) throws NodeFailure {
    String act = fields.text("do", 20);
    Sla.Act what = null;
    for (Sla.Act each : Sla.Act.values()) {
      what = each.name().equals(act) ? each : what;
    }
    if (what == null) {
      throw TaskFields.wrong(
          "Expected 'do' to be notify, reassign, raise_priority or expire, but got '%s'"
              .formatted(act));
    }
    List<String> to = People.candidates(fields.object("to"), desk);
    if (what == Sla.Act.reassign && to.isEmpty()) {
      throw TaskFields.wrong("Expected somebody to reassign the task to, but there is nobody");
    }
    String after = fields.optional("after", 40);
    return new Sla.Escalation(after == null ? Span.ZERO : span(after), what, to);
  }

  private static Span span(String text) throws NodeFailure {
    try {
      return Span.parse(text);
    } catch (Rejection e) {
      throw TaskFields.wrong(
          "Expected a span such as 2d, 4h or P1DT2H, but got '%s'".formatted(text));
    }
  }

  static FileRule files(@Nullable Map<String, Object> config) throws NodeFailure {
    if (config == null) {
      return FileRule.NONE;
    }
    TaskFields fields = new TaskFields(config);
    List<String> types = new ArrayList<>();
    for (Object each : bounded(fields.list("types"))) {
      if (!(each instanceof String type) || !MEDIA_TYPE.matcher(type).matches()) {
        throw TaskFields.wrong("Expected media types such as application/pdf or image/*");
      }
      types.add(type);
    }
    if (types.isEmpty()) {
      throw TaskFields.wrong("Expected the media types that may be attached");
    }
    return new FileRule(
        types,
        fields.number("maxFiles", 5, 1, MOST_FILES),
        fields.number("maxBytes", 5 * 1024 * 1024, 1, FileRule.LARGEST));
  }
}
