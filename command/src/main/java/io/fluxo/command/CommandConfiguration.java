package io.fluxo.command;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.run.IdempotencyKeys;
import io.fluxo.command.run.ParentNotices;
import io.fluxo.command.run.Run;
import io.fluxo.command.run.RunHandler;
import io.fluxo.command.run.RunLimits;
import io.fluxo.command.step.Step;
import io.fluxo.command.step.StepHandler;
import io.fluxo.command.step.Steps;
import io.fluxo.command.store.CaffeineCache;
import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeType;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the deciding: node types, expressions, aggregates and their handlers. */
@Configuration
public class CommandConfiguration {

  private static final int CACHED_RUNS = 20_000;
  private static final int CACHED_STEPS = 40_000;

  @Bean
  NodeTypes nodeTypes(List<NodeType> types) {
    return new NodeTypes(types);
  }

  @Bean
  Expressions expressions() {
    return new BoundedExpressions();
  }

  @Bean
  Repository<Run> runRepository(EventStore events) {
    return EventSourcingRepository.builder(Run.class)
        .eventStore(events)
        .cache(new CaffeineCache(CACHED_RUNS))
        .build();
  }

  @Bean
  Repository<Step> stepRepository(EventStore events) {
    return EventSourcingRepository.builder(Step.class)
        .eventStore(events)
        .cache(new CaffeineCache(CACHED_STEPS))
        .build();
  }

  @Bean
  Steps steps(Repository<Step> repository) {
    return new Steps(repository);
  }

  @Bean
  RunHandler runHandler(
      Repository<Run> runs,
      Steps steps,
      PublishedDefinitions definitions,
      NodeTypes types,
      Expressions expressions,
      IdempotencyKeys keys,
      ParentNotices parents,
      InstantSource clock) {
    return new RunHandler(
        runs, steps, definitions, types, expressions, keys, parents, RunLimits.DEFAULT, clock);
  }

  @Bean
  StepHandler stepHandler(Steps steps, RunHandler runs, InstantSource clock) {
    return new StepHandler(steps, runs, clock);
  }
}
