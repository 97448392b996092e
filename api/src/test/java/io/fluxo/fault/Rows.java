package io.fluxo.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the database as it is. */
final class Rows {

  private final Connection truth;

  Rows(Connection truth) {
    this.truth = truth;
  }

  /** All rows, columns as texts. */
  List<List<String>> of(String sql, Object... arguments) {
    try (PreparedStatement statement = truth.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getString(i));
          }
          all.add(row);
        }
        return all;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of all rows. */
  List<String> column(String sql, Object... arguments) {
    return of(sql, arguments).stream().map(List::getFirst).toList();
  }

  long number(String sql, Object... arguments) {
    return Long.parseLong(column(sql, arguments).getFirst());
  }

  void execute(String sql) {
    try (var statement = truth.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
