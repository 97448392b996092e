package io.fluxo.api.boot.logging;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.context.Context;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Gives every line that is logged while a message is handled the fields of that message. */
public final class LogFieldsInterceptor implements MessageHandlerInterceptor<Message<?>> {

  @Override
  @SuppressWarnings("unused") // the fields work by being open
  public Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
      throws Exception {
    Message<?> message = unitOfWork.getMessage();
    if (!message.getMetaData().containsKey(Context.CORRELATION)) {
      return chain.proceed();
    }
    try (LogFields fields = LogFields.of(Context.from(message.getMetaData()))) {
      if (message.getPayload() instanceof RoutedCommand command) {
        fields.run(command.routingKey());
      }
      return chain.proceed();
    }
  }
}
