package io.fluxo.command.run;

import io.fluxo.command.seal.DataSubjects;
import io.fluxo.command.workflow.Settings;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.seal.SubjectId;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the data subject that a run is about. */
final class AboutWhom {

  private final DataSubjects subjects;

  AboutWhom(DataSubjects subjects) {
    this.subjects = subjects;
  }

  /**
   * Whom a run is about: who the workflow says, else whom the run is about that waits for it; null
   * for nobody in particular.
   */
  @Nullable String of(Context context, Settings settings, StartRun command) {
    String identifier = identifier(settings.dataSubject(), command.input());
    if (identifier != null) {
      return subjects.id(context, identifier);
    }
    return command.parent() == null ? null : subjects.ofRun(context, command.parent().runId());
  }

  /** What stands at a place of the input, where it can identify somebody. */
  static @Nullable String identifier(@Nullable String pointer, Payload input) {
    if (pointer == null) {
      return null;
    }
    Object at = input.json();
    for (String token : pointer.substring(1).split("/", -1)) {
      at = at(at, token.replace("~1", "/").replace("~0", "~"));
    }
    String text = at instanceof String || at instanceof Number ? at.toString().strip() : "";
    return text.isEmpty() || text.length() > SubjectId.MAX_LENGTH ? null : text;
  }

  private static @Nullable Object at(@Nullable Object json, String token) {
    if (json instanceof Map<?, ?> map) {
      return map.get(token);
    }
    if (json instanceof List<?> list && token.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(token);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
