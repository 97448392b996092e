package io.fluxo.query.processor;

import io.fluxo.messages.health.Lag;
import io.fluxo.messages.projection.ProjectionView;
import io.fluxo.messages.projection.ProjectionView.Replay;
import io.fluxo.messages.projection.ProjectionView.State;
import io.fluxo.messages.projection.Projections;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Makes the read models anew, beside those that serve, on a thread of its own. */
@Component
final class ViewsReplays implements Projections, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ViewsReplays.class);
  private static final long STOP_MILLIS = 5_000;

  private final ObjectProvider<EventProcessingConfiguration> processing;
  private final ObjectProvider<EventStore> events;
  private final ObjectProvider<TransactionManager> transactions;
  private final ReplayTable table;
  private final Lag.Source lag;
  private final JdbcTemplate jdbc;
  private @Nullable Thread worker;
  private volatile boolean running;

  ViewsReplays(
      ObjectProvider<EventProcessingConfiguration> processing,
      ObjectProvider<EventStore> events,
      ObjectProvider<TransactionManager> transactions,
      ReplayTable table,
      ViewsLag lag,
      JdbcTemplate jdbc) {
    this.processing = processing;
    this.events = events;
    this.transactions = transactions;
    this.table = table;
    this.lag = lag;
    this.jdbc = jdbc;
  }

  @Override
  public List<ProjectionView> all() {
    Lag now = lag.now();
    long head =
        Objects.requireNonNullElse(
            jdbc.queryForObject("SELECT coalesce(max(global_index), 0) FROM event", Long.class),
            0L);
    return List.of(
        new ProjectionView(
            ViewsProcessor.VIEWS,
            table.models(),
            Math.max(0, head - now.events()),
            head,
            now.events(),
            now.millis(),
            table.last(ViewsProcessor.VIEWS)));
  }

  @Override
  public synchronized Replay replay(String name, String actor) {
    if (!name.equals(ViewsProcessor.VIEWS)) {
      throw Rejection.notFound("projection of that name");
    }
    table.abandonSilent();
    String id = IdentifierFactory.getInstance().generateIdentifier();
    if (!running || !table.begin(id, name, actor)) {
      throw new Rejection(
          Rejection.Code.INVALID_STATE, "Expected no replay to run, but one does already");
    }
    worker = Thread.ofPlatform().daemon().name("views-replay").start(() -> work(id));
    return Objects.requireNonNull(table.last(name));
  }

  private void work(String id) {
    LOG.info("Replay {} of the read models begins", id);
    DataSource data = Objects.requireNonNull(jdbc.getDataSource());
    TransactionManager into = () -> entered(id);
    ViewsStream views =
        processing
            .getObject()
            .eventProcessor(ViewsProcessor.VIEWS, ViewsStream.class)
            .orElseThrow(() -> new IllegalStateException("Expected the stream"));
    try {
      table.prepare();
      table.keepDiscarded();
      try (ShadowStream shadow =
          new ShadowStream(
              events.getObject().openStream(null),
              views,
              into,
              event ->
                  table.positionOf(event.getAggregateIdentifier(), event.getSequenceNumber()))) {
        new ReplayRun(id, table, data, shadow, System::nanoTime).run();
        LOG.info("Replay {} of the read models has read {} events and serves", id, shadow.done());
      }
    } catch (InterruptedException e) {
      end(id, State.ABANDONED, "The program was ended");
    } catch (Exception | LinkageError | StackOverflowError e) {
      LOG.error("Replay {} of the read models failed; the old ones serve", id, e);
      end(id, State.FAILED, e.getClass().getSimpleName());
    }
  }

  private Transaction entered(String id) {
    Transaction transaction = transactions.getObject().startTransaction();
    try {
      table.enter(id);
      return transaction;
    } catch (RuntimeException e) {
      transaction.rollback();
      throw e;
    }
  }

  private void end(String id, State as, String error) {
    try {
      table.failed(id, as, error);
    } catch (RuntimeException e) {
      LOG.warn("Replay {} cannot be noted as ended; it is given up after a while", id);
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    Thread ending;
    synchronized (this) {
      running = false;
      ending = worker;
    }
    if (ending != null) {
      ending.interrupt();
      try {
        ending.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ends before what it reads and writes with. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }
}
