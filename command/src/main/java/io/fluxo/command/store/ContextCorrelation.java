package io.fluxo.command.store;

import io.fluxo.messages.context.Context;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Carries the context of a command on to everything that handling it causes. */
public final class ContextCorrelation implements CorrelationDataProvider {

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    Map<String, Object> carried = new HashMap<>(message.getMetaData());
    carried.put(Context.CAUSATION, message.getIdentifier());
    return carried;
  }
}
