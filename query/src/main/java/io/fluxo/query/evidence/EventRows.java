package io.fluxo.query.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.EventLeaf;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the event store, exactly as they are stored. */
final class EventRows {

  private static final String COLUMNS =
      "SELECT global_index, aggregate_id, sequence, aggregate_type, event_id, type, revision, time,"
          + " metadata, payload FROM ";

  /** All columns of the event store; a condition follows. */
  static final String SELECT = COLUMNS + Tables.EVENT;

  /** The same of the workspace of the transaction. */
  static final String SELECT_OF_WORKSPACE = COLUMNS + "event_of_workspace";

  private static final int LONGEST_NAME = 128;
  private static final JsonFactory JSON = new JsonFactory();

  private EventRows() {}

  static long position(ResultSet row) throws SQLException {
    return row.getLong(1);
  }

  static EventLeaf leaf(ResultSet row) throws SQLException {
    return new EventLeaf(
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getBytes(9),
        row.getBytes(10));
  }

  /** Whose an event is, by its metadata; nobody's where that does not tell. */
  static String tenant(byte[] metadata) {
    String found = null;
    try (JsonParser json = JSON.createParser(metadata)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Context.NOBODY;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals(Context.TENANT)) {
          found = value == JsonToken.VALUE_STRING ? json.getText() : null;
        }
        json.skipChildren();
      }
      boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return whole && found != null && isName(found) ? found : Context.NOBODY;
    } catch (IOException e) {
      return Context.NOBODY;
    }
  }

  /** Whether it can stand in the origin of a log: a line of a signed text, and no plus. */
  private static boolean isName(String tenant) {
    return !tenant.isEmpty()
        && tenant.length() <= LONGEST_NAME
        && tenant.chars().allMatch(c -> c > ' ' && c <= '~' && c != '+');
  }
}
