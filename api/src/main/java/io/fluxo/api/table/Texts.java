package io.fluxo.api.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.SqlParameterValue;

/** Columns of many texts. */
public final class Texts {

  private Texts() {}

  /** For a parameter of type {@code text[]}. */
  public static SqlParameterValue array(Collection<String> texts) {
    return new SqlParameterValue(Types.ARRAY, "text", texts.toArray(String[]::new));
  }

  /** The texts in a column of type {@code text[]} that is never null. */
  public static List<String> of(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
