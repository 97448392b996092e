package io.fluxo.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventRecorder;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.value.PayloadSource;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.query.tenancy.WorkspaceScope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * The read side on a real PostgreSQL, its handlers found by Spring and called by Axon. Events are
 * stored as the write side stores them and projected in batches with a transaction each.
 */
public final class ReadSide {
  /** What follows from the events. */
  static final List<String> TABLES =
      List.of(
          "run_view",
          "run_count",
          "workflow_view",
          "workflow_version",
          "trigger_binding",
          "calendar_view",
          "task_view",
          "task_line",
          "task_answer",
          "task_field");

  private static final DataSource OWNER = start();
  private static final DataSource DATA = as("fluxo_worker");
  private static final DataSource READING = as("fluxo_app");
  private static final PayloadSource VALUES =
      reference -> {
        throw new AssertionError("No value is kept apart here");
      };

  private final ObjectMapper mapper = Json.mapper();
  private final JdbcTemplate jdbc = new JdbcTemplate(DATA);
  private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(DATA);
  private final AnnotationConfigApplicationContext context;
  private final AnnotationEventHandlerAdapter views;
  private final SimpleQueryBus queries = SimpleQueryBus.builder().build();
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<DomainEventMessage<?>> stored = new ArrayList<>();
  private Instant now = History.START;

  /** An empty store and empty views. */
  public ReadSide() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean("writing", JdbcTemplate.class, () -> jdbc, bean -> bean.setPrimary(true));
    context.registerBean("reading", JdbcTemplate.class, () -> new JdbcTemplate(READING));
    context.registerBean("readingData", DataSource.class, () -> READING, ReadSide::isReading);
    context.registerBean(PayloadSource.class, () -> VALUES);
    context.registerBean(PayloadOpener.class, () -> PayloadOpener.NONE);
    context.registerBean(SealedColumns.class, () -> new SealedColumns(new OneKey()));
    context.registerBean(InstantSource.class, () -> () -> now);
    context.registerBean(Sealing.class, PlainSealing::new);
    context.registerBean(EventRecorder.class, () -> this::record);
    context.register(QueryConfiguration.class);
    context.refresh();
    views = new AnnotationEventHandlerAdapter(context.getBean(Views.class));
    context.getBean(WorkspaceScope.class).on(queries);
    for (String name : context.getBeanDefinitionNames()) {
      new AnnotationQueryHandlerAdapter<>(context.getBean(name)).subscribe(queries);
    }
    this.context = context;
    owner().execute("TRUNCATE event RESTART IDENTITY");
    owner()
        .execute(
            "TRUNCATE log_head, log_batch, log_subtree, log_key, log_checkpoint, log_check"
                + " RESTART IDENTITY");
    owner().execute("UPDATE log_place SET position = 0, complete_at = NULL, checked_at = now()");
    owner().execute("TRUNCATE task_notice");
    reset();
  }

  private static DataSource start() {
    try {
      DataSource data =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .start()
              .getPostgresDatabase();
      JdbcTemplate owner = new JdbcTemplate(data);
      for (String role : List.of("fluxo_worker", "fluxo_app")) {
        owner.execute("CREATE ROLE " + role + " NOSUPERUSER NOBYPASSRLS");
      }
      owner.execute(
          "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES"
              + " TO fluxo_worker");
      Flyway.configure()
          .dataSource(data)
          .locations("classpath:db/store", "classpath:db/query")
          .placeholders(Map.of("worker", "fluxo_worker", "app", "fluxo_app"))
          .load()
          .migrate();
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database as a role sees it. */
  private static DataSource as(String role) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(OWNER);
    pool.setMaximumPoolSize(3);
    pool.setConnectionInitSql("SET ROLE " + role);
    return new HikariDataSource(pool);
  }

  private static void isReading(BeanDefinition bean) {
    ((AbstractBeanDefinition) bean)
        .addQualifier(new AutowireCandidateQualifier(Qualifier.class, "reading"));
  }

  /** Stores an event and hands it back as a processor would see it. */
  public DomainEventMessage<?> store(
      String tenant, String workspace, String subject, Object event, Instant time) {
    return store(tenant, workspace, "user:ana", subject, event, time);
  }

  /** Stores what somebody did. */
  public DomainEventMessage<?> store(
      String tenant, String workspace, String actor, String subject, Object event, Instant time) {
    long sequence = sequences.merge(subject, 0L, (old, zero) -> old + 1);
    Map<String, Object> meta =
        new Context(tenant, workspace, actor, "c-" + subject, null, null).toMetaData();
    DomainEventMessage<?> message =
        new GenericDomainEventMessage<>(
            "any", subject, sequence, event, meta, "e" + stored.size(), time);
    stored.add(message);
    EventCatalogue.Entry entry = EventCatalogue.ofType(event.getClass());
    try {
      jdbc.update(
          "INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, revision,"
              + " time, metadata, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          subject,
          sequence,
          "any",
          message.getIdentifier(),
          entry.name(),
          Integer.toString(entry.revision()),
          time.toString(),
          mapper.writeValueAsBytes(meta),
          mapper.writeValueAsBytes(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return message;
  }

  private String record(Context context, String kind, Object event) {
    String stream = kind + "-" + stored.size();
    var unused = store(context.tenant(), context.workspace(), context.actor(), stream, event, now);
    return stream;
  }

  /** A part of the read side. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Sets the clock of the read side, which else stands at {@link History#START}. */
  public void at(Instant time) {
    now = time;
  }

  /** Stores the start of a run. */
  public void storeRun(String tenant, String workspace, RunId run) {
    store(tenant, workspace, run.value(), History.started(run, null), History.START);
  }

  public List<DomainEventMessage<?>> stored() {
    return stored;
  }

  /** Projects a batch in one transaction, as the processor does. */
  public void project(List<? extends DomainEventMessage<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    BatchingUnitOfWork<DomainEventMessage<?>> unit = new BatchingUnitOfWork<>(List.copyOf(batch));
    unit.attachTransaction(this::begin);
    ResultMessage<?> result = unit.executeWithResult(() -> views.handle(unit.getMessage()));
    if (result.isExceptional()) {
      throw new CompletionException(result.exceptionResult());
    }
  }

  private Transaction begin() {
    TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
    return new Transaction() {
      @Override
      public void commit() {
        transactions.commit(status);
      }

      @Override
      public void rollback() {
        transactions.rollback(status);
      }
    };
  }

  /** Forgets the views, as a replay does first. */
  public void reset() {
    views.prepareReset(null);
  }

  /** Asks over a query bus. */
  public <T> T ask(Object query, ResponseType<T> type) throws Throwable {
    try {
      QueryResponseMessage<T> answer = queries.query(new GenericQueryMessage<>(query, type)).get();
      if (answer.isExceptional()) {
        throw answer.exceptionResult();
      }
      return answer.getPayload();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** The database as its owner sees it. */
  public JdbcTemplate owner() {
    return new JdbcTemplate(OWNER);
  }

  /** The database as whoever answers questions sees it. */
  public JdbcTemplate reading() {
    return new JdbcTemplate(READING);
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  /** Every row of every view, as text. */
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.addAll(
          jdbc.queryForList("SELECT t::text FROM " + table + " t ORDER BY 1", String.class));
    }
    return rows;
  }
}
