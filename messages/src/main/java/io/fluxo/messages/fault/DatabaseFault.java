package io.fluxo.messages.fault;

import io.fluxo.messages.rejection.Rejection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/**
 * What an exception says of the database. It tells who is to blame: a database that is away or full
 * says nothing against what was asked of it.
 */
public enum DatabaseFault {
  /** It is nothing of the database, or something that it says about the statement's own values. */
  NONE,
  /** It cannot be reached, is starting, is stopping, or the connection to it was lost. */
  AWAY,
  /** Its disk, its memory or another of its resources is used up. */
  FULL,
  /** It took longer than allowed, or somebody held a lock. */
  SLOW,
  /** Something else that would fail for every statement of the kind, such as a missing right. */
  OTHER;

  /** The first fault that the exception or one of its causes tells of. */
  public static DatabaseFault of(Throwable thrown) {
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth < 50; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return of(sql);
      }
      depth++;
    }
    return NONE;
  }

  /** Whether the same may succeed later without anybody changing it. */
  public boolean isPassing() {
    return this != NONE;
  }

  /** Whether it says that nothing can be done at all now, not just this. */
  public boolean isForEverybody() {
    return this == AWAY || this == FULL;
  }

  /** The refusal of whatever met the fault. */
  public Rejection refusal() {
    return new Rejection(
        Rejection.Code.UNAVAILABLE,
        switch (this) {
          case FULL -> "The database has no room left: try again when the operator has made some";
          case SLOW -> "The database took too long: try again soon";
          default -> "The database cannot be used now: try again soon";
        });
  }

  private static DatabaseFault of(SQLException sql) {
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    if (state.equals("57014") || state.equals("55P03")) {
      return SLOW;
    }
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      // Without a state it is of the pool, which waited for a connection, or of the driver.
      case "" ->
          sql instanceof SQLTransientException || sql instanceof SQLRecoverableException
              ? AWAY
              : OTHER;
      case "08", "57" -> AWAY;
      case "53" -> state.equals("53300") ? AWAY : FULL;
      case "58" -> FULL;
      case "25", "40" -> SLOW;
      // Cardinality, data, integrity and the limits of the program: it is the values.
      case "21", "22", "23", "54" -> NONE;
      default -> OTHER;
    };
  }
}
