package io.fluxo.command.store;

import io.fluxo.command.seal.DataKeys;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.PayloadSource;
import io.fluxo.messages.value.StoredPayloadModule;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the event store and the places of streaming processors to PostgreSQL. */
@Configuration
public class StoreConfiguration {

  private static final int GAP_TIMEOUT_MILLIS = 300_000;
  private static final int READ_BATCH = 1_000;
  private static final int CACHED_RUNS = 20_000;
  private static final int CACHED_STEPS = 40_000;
  private static final int CACHED_TASKS = 20_000;

  @Bean
  LargeValues largeValues() {
    return new LargeValues();
  }

  @Bean
  ValueTable valueTable(JdbcTemplate jdbc, DataKeys keys) {
    return new ValueTable(jdbc, keys);
  }

  /**
   * How what is stored is written.
   *
   * @param inline bytes up to which a value stands in its event
   */
  @Bean
  StoredJson storedJson(
      PayloadSource source,
      LargeValues sink,
      DataKeys keys,
      @Value("${fluxo.payload.inline-limit:8192}") long inline) {
    return new StoredJson(Json.mapper(new StoredPayloadModule(source, sink, keys, inline)));
  }

  @Bean
  SnapshotTypes snapshotTypes(List<SnapshotType> types) {
    return new SnapshotTypes(types);
  }

  @Bean
  @Primary
  Serializer serializer(StoredJson stored, SnapshotTypes snapshots) {
    return CatalogueSerializer.of(stored, snapshots);
  }

  @Bean
  @Qualifier("eventSerializer")
  Serializer eventSerializer(StoredJson stored, SnapshotTypes snapshots) {
    return CatalogueSerializer.of(stored, snapshots);
  }

  @Bean
  @Qualifier("messageSerializer")
  Serializer messageSerializer(StoredJson stored, SnapshotTypes snapshots) {
    return CatalogueSerializer.of(stored, snapshots);
  }

  @Bean
  EventValues eventValues(
      LargeValues values,
      ValueTable table,
      @Qualifier("eventSerializer") Serializer serializer,
      DataKeys keys,
      @Value("${fluxo.sealing.enabled:true}") boolean sealing) {
    return new EventValues(values, table, serializer, sealing ? keys : null);
  }

  /**
   * The connection of the transaction, as everybody else gets it who writes in it. Axon's wrapper
   * that keeps it in the unit of work must not be around this: where a command was the first of its
   * batch to read from the store and is refused, the wrapper rolls the connection back with the
   * command's own, nested unit of work, and what the commands before it wrote is lost, while their
   * events are stored.
   */
  @Bean
  ConnectionProvider connectionProvider(DataSource dataSource) {
    return new SpringDataSourceConnectionProvider(dataSource);
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      ConnectionProvider connections,
      TransactionManager transactions,
      @Qualifier("eventSerializer") Serializer serializer,
      SnapshotTypes snapshots) {
    return new LenientEngine(
        JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .snapshotFilter(snapshots::knows)
            .persistenceExceptionResolver(new DuplicateKeys())
            .dataType(byte[].class)
            .schema(schema())
            .batchSize(READ_BATCH)
            .gapTimeout(GAP_TIMEOUT_MILLIS));
  }

  private static EventSchema schema() {
    return EventSchema.builder()
        .eventTable("event")
        .snapshotTable("snapshot")
        .globalIndexColumn("global_index")
        .aggregateIdentifierColumn("aggregate_id")
        .sequenceNumberColumn("sequence")
        .typeColumn("aggregate_type")
        .eventIdentifierColumn("event_id")
        .payloadTypeColumn("type")
        .payloadRevisionColumn("revision")
        .timestampColumn("time")
        .metaDataColumn("metadata")
        .payloadColumn("payload")
        .build();
  }

  /** Runs at work. */
  @Bean
  @Qualifier("runs")
  Cache runCache() {
    return new CaffeineCache(CACHED_RUNS);
  }

  /** Steps at work. */
  @Bean
  @Qualifier("steps")
  Cache stepCache() {
    return new CaffeineCache(CACHED_STEPS);
  }

  /** Human tasks that somebody works on. */
  @Bean
  @Qualifier("tasks")
  Cache taskCache() {
    return new CaffeineCache(CACHED_TASKS);
  }

  @Bean
  AfterCommit endedAggregates(
      @Qualifier("runs") Cache runs,
      @Qualifier("steps") Cache steps,
      @Qualifier("tasks") Cache tasks) {
    return new EndedAggregates(runs, steps, tasks);
  }

  @Bean(destroyMethod = "shutDown")
  NotifyingEventStore eventStore(
      EventStorageEngine engine, EventValues values, List<AfterCommit> participants) {
    return new NotifyingEventStore(engine, values, participants);
  }

  @Bean
  Doubts doubts(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    return new Doubts(jdbc, transactions);
  }

  @Bean
  TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
    TokenSchema schema =
        TokenSchema.builder()
            .setTokenTable("token_entry")
            .setProcessorNameColumn("processor_name")
            .setTokenTypeColumn("token_type")
            .build();
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(serializer)
        .schema(schema)
        .contentType(byte[].class)
        .claimTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Bean
  CorrelationDataProvider contextCorrelation() {
    return new ContextCorrelation();
  }
}
