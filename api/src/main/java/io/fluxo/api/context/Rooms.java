package io.fluxo.api.context;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** How the edge speaks with the rooms: every command carries the context of the request. */
@Component
public class Rooms {

  private final CommandGateway commands;
  private final QueryGateway queries;

  Rooms(CommandGateway commands, QueryGateway queries) {
    this.commands = commands;
    this.queries = queries;
  }

  /** Sends a command; the answer comes when it is committed. */
  public <R> CompletableFuture<R> send(Object command, Context context) {
    return commands.send(
        GenericCommandMessage.asCommandMessage(command).withMetaData(context.toMetaData()));
  }

  /** Asks for one thing. */
  public <R> CompletableFuture<R> ask(Object query, Class<R> answer) {
    return queries.query(query, ResponseTypes.instanceOf(answer));
  }

  /** Asks for a list. */
  public <R> CompletableFuture<List<R>> askAll(Object query, Class<R> element) {
    return queries.query(query, ResponseTypes.multipleInstancesOf(element));
  }

  /** Asks for a page. */
  @SuppressWarnings("rawtypes") // the bus matches answers by their raw class
  public CompletableFuture<Page> askPage(Object query) {
    return queries.query(query, ResponseTypes.instanceOf(Page.class));
  }
}
