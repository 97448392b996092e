package io.fluxo.query.humantask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the rows of tasks are written, many at once, and read. */
final class Columns {
  private static final ObjectMapper MAPPER = Json.mapper();

  private Columns() {}

  /** One column of many rows, as a parameter that the driver sends as a text array. */
  static <T> Object of(Collection<? extends T> rows, Function<T, @Nullable Object> column) {
    @Nullable String[] texts = new String[rows.size()];
    int at = 0;
    for (T row : rows) {
      Object value = column.apply(row);
      texts[at++] = value == null ? null : StoredText.of(value.toString());
    }
    return texts;
  }

  /** A list as the text of an array: arrays of arrays would have to be of one length. */
  static String array(List<String> values) {
    StringBuilder text = new StringBuilder("{");
    for (String value : values) {
      text.append(text.length() == 1 ? "\"" : ",\"")
          .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return text.append('}').toString();
  }

  static String json(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Payload payload(ResultSet row, String column) throws SQLException {
    try {
      return MAPPER.readValue(row.getString(column), Payload.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> list(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
