package io.fluxo.api.architecture.guilty.command;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateIdentifier;

/** Guilty: an aggregate that everybody sees and that sends commands. */
public class OpenAggregate {
  @AggregateIdentifier String id = "";

  void send(CommandGateway gateway) {
    gateway.send(id);
  }
}
