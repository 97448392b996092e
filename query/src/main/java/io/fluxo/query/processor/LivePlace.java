package io.fluxo.query.processor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;

/** How far the stream is that serves, by what its token says, whichever node holds it. */
final class LivePlace {

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final String TOKEN =
      "SELECT convert_from(token, 'UTF8') FROM token_entry"
          + " WHERE processor_name = ? AND token IS NOT NULL";
  private static final String LATE =
      "SELECT EXISTS (SELECT FROM " + Tables.EVENT + " WHERE global_index = ANY (?))";

  private LivePlace() {}

  /** The place, null where nothing was read yet. */
  static @Nullable GapAwareTrackingToken read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOKEN)) {
      statement.setString(1, ViewsProcessor.VIEWS);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? token(row.getString(1)) : null;
      }
    }
  }

  /** While the stream itself is replayed, its token holds another one. */
  private static @Nullable GapAwareTrackingToken token(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      JsonNode token = tree.has("index") ? tree : tree.path("currentToken");
      if (!token.path("index").isNumber()) {
        return null;
      }
      List<Long> gaps = new ArrayList<>();
      token.path("gaps").forEach(gap -> gaps.add(gap.asLong()));
      return GapAwareTrackingToken.newInstance(token.path("index").asLong(), gaps);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a token of a stream", e);
    }
  }

  /** Whether an event stands at one of the positions. */
  static boolean holdsAny(Connection connection, List<Long> positions) throws SQLException {
    if (positions.isEmpty()) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(LATE)) {
      statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
