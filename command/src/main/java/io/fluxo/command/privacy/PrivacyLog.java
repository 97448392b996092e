package io.fluxo.command.privacy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.privacy.Erasure;
import io.fluxo.messages.privacy.PrivacyEvent;
import io.fluxo.messages.privacy.PrivacyEvent.DataErased;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was done about the data of people, in the event store; a stream for each subject or run. */
final class PrivacyLog {

  private static final String TYPE = "Privacy";
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};

  private final EventStore events;
  private final TransactionManager transactions;
  private final JdbcTemplate jdbc;

  PrivacyLog(EventStore events, TransactionManager transactions, JdbcTemplate jdbc) {
    this.events = events;
    this.transactions = transactions;
    this.jdbc = jdbc;
  }

  /** The stream of a subject, run or workspace. */
  static String stream(Context context, String of) {
    return "privacy/%s/%s/%s".formatted(context.tenant(), context.workspace(), of);
  }

  /** Stores an event at the end of a stream, in the transaction that is open or one of its own. */
  void record(Context context, String of, PrivacyEvent event) {
    String stream = stream(context, of);
    long next = events.lastSequenceNumberFor(stream).map(last -> last + 1).orElse(0L);
    DomainEventMessage<PrivacyEvent> message =
        new GenericDomainEventMessage<>(
            TYPE, stream, next, event, MetaData.from(context.toMetaData()));
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(message);
    unit.attachTransaction(transactions);
    unit.execute(() -> events.publish(message));
  }

  /** The erasures in a stream, oldest first. */
  List<Erasure> erasures(Context context, String of) {
    return jdbc.query(
        "SELECT * FROM %s WHERE aggregate_id = ? AND type = 'flx.data.erased' ORDER BY sequence"
            .formatted(Tables.EVENT),
        (row, number) -> erasure(row),
        stream(context, of));
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    try {
      Map<String, Object> beside = MAPPER.readValue(row.getBytes("metadata"), META_DATA);
      return new Erasure(
          MAPPER.readValue(row.getBytes("payload"), DataErased.class),
          row.getString("aggregate_id"),
          row.getLong("sequence"),
          Instant.parse(row.getString("time")),
          String.valueOf(beside.get(Context.ACTOR)));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a readable erasure", e);
    }
  }
}
