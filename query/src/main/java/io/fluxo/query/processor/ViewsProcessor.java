package io.fluxo.query.processor;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.springframework.beans.factory.annotation.Autowired;
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

  /** Nothing to wire where no processors are configured, as in tests of the projection itself. */
  @Autowired(required = false)
  void configure(EventProcessingConfigurer processing) {
    ScheduledExecutorService coordinator = new QuickScheduler("views-coordinator");
    ScheduledExecutorService worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("views-worker").unstarted(task));
    processing
        .registerDefaultListenerInvocationErrorHandler(
            configuration -> PropagatingErrorHandler.instance())
        .registerPooledStreamingEventProcessor(
            VIEWS,
            org.axonframework.config.Configuration::eventStore,
            (configuration, builder) ->
                builder
                    .coordinatorExecutor(coordinator)
                    .workerExecutor(worker)
                    .initialSegmentCount(1)
                    .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                    .batchSize(BATCH));
  }
}
