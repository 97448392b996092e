package io.fluxo.command.store;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a second event at the same place of a stream. Axon's own {@link
 * JdbcSQLErrorCodesResolver} does not know PostgreSQL's exception.
 */
final class DuplicateKeys implements PersistenceExceptionResolver {

  private static final String UNIQUE_VIOLATION = "23505";

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && (isDuplicate(sql) || isDuplicate(sql.getNextException()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDuplicate(@Nullable SQLException exception) {
    return exception != null && UNIQUE_VIOLATION.equals(exception.getSQLState());
  }
}
