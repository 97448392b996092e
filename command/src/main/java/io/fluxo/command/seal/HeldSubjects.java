package io.fluxo.command.seal;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people that runs are about, as their keys tell. */
final class HeldSubjects implements DataSubjects {

  private final Subjects subjects;
  private final KeyTable keys;

  HeldSubjects(Subjects subjects, KeyTable keys) {
    this.subjects = subjects;
    this.keys = keys;
  }

  @Override
  public String id(Context context, String identifier) {
    return subjects.id(context.tenant(), context.workspace(), identifier);
  }

  @Override
  public @Nullable String ofRun(Context context, RunId run) {
    KeyTable.Row row = keys.find(List.of(run.value())).get(run.value());
    if (row == null || row.holder() == null || !row.tenant().equals(context.tenant())) {
      return null;
    }
    return row.holder().substring(0, row.holder().lastIndexOf('.'));
  }
}
