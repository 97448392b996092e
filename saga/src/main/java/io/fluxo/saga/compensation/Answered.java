package io.fluxo.saga.compensation;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands of a saga, which waits for their answers: what was not taken has to be sent again. */
final class Answered {

  private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

  private Answered() {}

  /**
   * Sends the command on behalf of whom the event was for. A refusal is final: the run has gone
   * another way.
   *
   * @throws RuntimeException where the same command may be taken later
   */
  static void send(RunCommand command, Context context, CommandGateway commands) {
    try {
      commands.sendAndWait(
          GenericCommandMessage.asCommandMessage(command)
              .withMetaData(context.actedBy("saga").toMetaData()));
    } catch (RuntimeException e) {
      if (Rejection.isPassing(e)) {
        throw e;
      }
      LOG.info("Run {} refused the next step of its compensation", command.runId(), e);
    }
  }
}
