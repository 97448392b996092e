package io.fluxo.saga.compensation;

import static org.axonframework.modelling.saga.SagaLifecycle.end;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunCommand.FinishCompensation;
import io.fluxo.messages.run.RunCommand.UndoEffect;
import io.fluxo.messages.run.RunEvent.RunCompensated;
import io.fluxo.messages.run.RunEvent.RunCompensating;
import io.fluxo.messages.run.RunEvent.RunUndone;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.Undo;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.saga.MetaDataAssociationResolver;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/**
 * Has the effects of one run undone, one after the other, the last first. It knows what is left and
 * nothing else: how an effect is undone, tried again and given to a person is the run's own matter.
 * An effect that could not be undone holds up the ones before it until somebody settled it, for
 * they may rest on it.
 */
public class Compensation {

  /** The metadata entry that names the run. */
  public static final String RUN = "run";

  private List<Integer> left = List.of();

  @StartSaga
  @SagaEventHandler(
      associationProperty = RUN,
      associationResolver = MetaDataAssociationResolver.class)
  void on(RunCompensating event, MetaData metaData, CommandGateway commands) {
    left = event.plan().stream().map(Undo::of).toList();
    next(metaData, commands);
  }

  @SagaEventHandler(
      associationProperty = RUN,
      associationResolver = MetaDataAssociationResolver.class)
  void on(RunUndone event, MetaData metaData, CommandGateway commands) {
    left = left.stream().filter(of -> of != event.of()).toList();
    next(metaData, commands);
  }

  @SagaEventHandler(
      associationProperty = RUN,
      associationResolver = MetaDataAssociationResolver.class)
  void on(RunCompensated event) {
    end();
  }

  private void next(MetaData metaData, CommandGateway commands) {
    RunId run = new RunId(String.valueOf(metaData.get(RUN)));
    Answered.send(
        left.isEmpty() ? new FinishCompensation(run) : new UndoEffect(run, left.getFirst()),
        Context.from(metaData),
        commands);
  }
}
