package io.fluxo.command.security;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventRecorder;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.security.SecurityLog;
import org.springframework.stereotype.Component;

/** Each security event is a stream of its own: nothing has to be read before it is written. */
@Component
final class StoredSecurityLog implements SecurityLog {

  private static final String TYPE = "Security";

  private final EventRecorder events;

  StoredSecurityLog(EventRecorder events) {
    this.events = events;
  }

  @Override
  public void record(Context context, SecurityEvent event) {
    String unused = events.record(context, TYPE, event);
  }
}
