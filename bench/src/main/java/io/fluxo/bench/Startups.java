package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** How long starts take: of Fluxo over its data, and of the smallest application of the kind. */
final class Startups {

  private static final int TIMES = 3;

  private Startups() {}

  /** A start, which gives the application once it is ready. */
  private interface Start {
    Application ready() throws IOException;
  }

  /** Seconds until Fluxo is ready, median of three. */
  static double ofFluxo(Path jar, Path data, Path log) throws IOException {
    return median(() -> Application.start(jar, data, log));
  }

  /** Seconds until the minimal application is ready, median of three; the server runs already. */
  static double ofMinimal(Path jar, DatabaseAddress database, Path log)
      throws IOException, SQLException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS minimal CASCADE");
      statement.execute("CREATE SCHEMA minimal");
      statement.execute(
          """
          CREATE TABLE minimal.tokenentry (processorname text NOT NULL, segment integer NOT NULL,
            token bytea, tokentype text, timestamp text, owner text,
            PRIMARY KEY (processorname, segment))
          """);
      statement.execute(
          """
          CREATE TABLE minimal.domainevententry (globalindex bigserial PRIMARY KEY,
            aggregateidentifier text NOT NULL, sequencenumber bigint NOT NULL, type text,
            eventidentifier text NOT NULL UNIQUE, metadata bytea, payload bytea NOT NULL,
            payloadrevision text, payloadtype text NOT NULL, timestamp text NOT NULL,
            UNIQUE (aggregateidentifier, sequencenumber))
          """);
    }
    try {
      return median(() -> Application.startMinimal(jar, database, log));
    } finally {
      try (java.sql.Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP SCHEMA minimal CASCADE");
      }
    }
  }

  private static double median(Start start) throws IOException {
    double[] seconds = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      try (Application application = start.ready()) {
        seconds[i] = application.startup().toNanos() / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds[TIMES / 2];
  }
}
