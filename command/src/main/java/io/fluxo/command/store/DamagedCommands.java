package io.fluxo.command.store;

import io.fluxo.messages.rejection.Rejection;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Refuses a command whose aggregate, or a value of it, cannot be read. As a refusal it leaves the
 * others of its transaction alone.
 */
public final class DamagedCommands implements MessageHandlerInterceptor<CommandMessage<?>> {

  @Override
  public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    try {
      return chain.proceed();
    } catch (RuntimeException e) {
      Rejection damage = Damage.in(e);
      throw damage == null ? e : damage;
    }
  }
}
