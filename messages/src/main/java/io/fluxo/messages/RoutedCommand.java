package io.fluxo.messages;

/** A command that knows what it must be handled in order with. */
public interface RoutedCommand {

  /** Commands with the same key are handled one after the other, in the order they came. */
  String routingKey();
}
