package io.fluxo.query.processor;

import io.fluxo.messages.health.Watched;
import io.fluxo.query.deadletter.Projector;
import io.fluxo.query.deadletter.Quarantine;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the one processor that feeds all read models: every further processor over the full stream
 * would cost as much as writing the events did.
 */
@Configuration
public class ViewsProcessor {

  /** The processing group of the read models. */
  public static final String VIEWS = "views";

  private static final int BATCH = 500;
  private static final long CLAIM_INTERVAL_MILLIS = 2_000;

  private final QuickScheduler coordinator = new QuickScheduler("views-coordinator");

  /** Nothing to wire where no processors are configured, as in tests of the projection itself. */
  @Autowired(required = false)
  void configure(EventProcessingConfigurer processing, Quarantine quarantine) {
    processing
        .registerDefaultListenerInvocationErrorHandler(
            configuration -> PropagatingErrorHandler.instance())
        .registerEventProcessor(
            VIEWS,
            (name, configuration, handlers) -> stream(name, configuration, handlers, quarantine));
  }

  private ViewsStream stream(
      String name,
      org.axonframework.config.Configuration configuration,
      EventHandlerInvoker handlers,
      Quarantine quarantine) {
    ScheduledExecutorService worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("views-worker").unstarted(task));
    TokenStore tokens = configuration.getComponent(TokenStore.class);
    TransactionManager transactions = configuration.getComponent(TransactionManager.class);
    return new ViewsStream(
        PooledStreamingEventProcessor.builder()
            .name(name)
            .eventHandlerInvoker(handlers)
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(configuration.eventStore())
            .tokenStore(tokens)
            .transactionManager(transactions)
            .coordinatorExecutor(coordinator)
            .workerExecutor(worker)
            .initialSegmentCount(1)
            .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
            .batchSize(BATCH),
        tokens,
        transactions,
        quarantine);
  }

  /** The stream, to project single events with. */
  @Bean
  Projector projector(ObjectProvider<EventProcessingConfiguration> processing) {
    return (event, first, then) -> stream(processing).project(event, first, then);
  }

  @Bean
  Watched watchedViews(ObjectProvider<EventProcessingConfiguration> processing) {
    return new WatchedViews(
        () -> stream(processing), coordinator::getCompletedTaskCount, System::nanoTime);
  }

  private static ViewsStream stream(ObjectProvider<EventProcessingConfiguration> processing) {
    return processing
        .getObject()
        .eventProcessor(VIEWS, ViewsStream.class)
        .orElseThrow(() -> new IllegalStateException("Expected the stream into the read models"));
  }
}
