package io.fluxo.command;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeType;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what deciding rests on: the installed node types and the expressions. */
@Configuration
public class CommandConfiguration {

  @Bean
  NodeTypes nodeTypes(List<NodeType> types) {
    return new NodeTypes(types);
  }

  @Bean
  Expressions expressions(LongSupplier ticker) {
    return new BoundedExpressions(ticker);
  }
}
