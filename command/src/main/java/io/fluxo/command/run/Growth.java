package io.fluxo.command.run;

import java.util.ArrayList;
import java.util.List;

/** How a run grows in one decision, and what its log says of that. */
final class Growth {

  private final RunLimits limits;
  private final int eventsBefore;
  private final long bytesBefore;
  private long bytesAdded;

  Growth(RunState before, RunLimits limits) {
    this.limits = limits;
    this.eventsBefore = before.events();
    this.bytesBefore = before.bytes();
  }

  void add(long bytes) {
    bytesAdded += bytes;
  }

  /** Warnings, each in the one decision that goes over its mark. */
  List<String> warnings(int events) {
    List<String> warnings = new ArrayList<>();
    int eventsAfter = eventsBefore + events;
    if (eventsBefore < limits.warnEvents() && eventsAfter >= limits.warnEvents()) {
      warnings.add(SizeWarnings.ofEvents(eventsAfter, limits.maxEvents()));
    }
    long bytesAfter = bytesBefore + bytesAdded;
    if (bytesBefore < limits.warnBytes() && bytesAfter >= limits.warnBytes()) {
      warnings.add(SizeWarnings.ofBytes(bytesAfter, limits.maxBytes()));
    }
    return warnings;
  }
}
