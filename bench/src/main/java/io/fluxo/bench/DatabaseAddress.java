package io.fluxo.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How to reach the embedded PostgreSQL of a data directory. */
record DatabaseAddress(int port, String password, long postmaster) {

  static final String OWNER = "fluxo_admin";

  static DatabaseAddress of(Path data) throws IOException {
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("postgres.properties"))) {
      stored.load(reader);
    }
    long pid =
        Long.parseLong(
            Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
    return new DatabaseAddress(
        Integer.parseInt(stored.getProperty("port")), stored.getProperty(OWNER), pid);
  }

  /** Its JDBC address, with parameters. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/fluxo?reWriteBatchedInserts=true";
  }

  /** A new connection as the owner of the tables. */
  java.sql.Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), OWNER, password);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + port + "]";
  }
}
