package io.fluxo.command.work;

import io.fluxo.command.store.Damage;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sets the work of a step aside whose attempt cannot be recorded, because what is stored of its run
 * cannot be read. Who makes attempts hears a refusal and lets go of it.
 */
final class DamagedWork {

  private final GivenBack back;

  DamagedWork(GivenBack back) {
    this.back = back;
  }

  @Autowired(required = false)
  void on(CommandBus bus) {
    // For as long as the bus lives.
    var unused = bus.registerHandlerInterceptor(this::handle);
  }

  private Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    try {
      return chain.proceed();
    } catch (RuntimeException e) {
      StepId step = stepOf(unit.getMessage().getPayload());
      Rejection damage = step == null ? null : Damage.in(e);
      if (step != null && damage != null) {
        back.aside(step.value(), damage.getMessage());
      }
      throw e;
    }
  }

  private static @Nullable StepId stepOf(Object command) {
    return switch (command) {
      case StartStep start -> start.stepId();
      case CompleteStep complete -> complete.stepId();
      default -> null;
    };
  }
}
