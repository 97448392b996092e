package io.fluxo.api.boot.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** What only the superuser may do: the roles and the database. It works as nothing else. */
final class Bootstrap {

  static final String DATABASE = "fluxo";

  /** Set last, so that a bootstrap that was cut short is done again. */
  private static final String DONE = "Fluxo, prepared 2";

  private Bootstrap() {}

  /** Whether the server on the port is the one of the cluster, of that version, and lets us in. */
  static boolean answers(int port, Account admin, Path cluster, String version) {
    try (Connection connection = connect(port, "postgres", admin)) {
      return version.equals(ask(connection, "SHOW server_version").split(" ", 2)[0])
          && Path.of(ask(connection, "SHOW data_directory")).equals(cluster);
    } catch (SQLException e) {
      return false; // not ours, or not able to serve: it will be stopped and started
    }
  }

  /**
   * Makes the roles and the database, unless that is done.
   *
   * @throws SQLException when the server refuses
   */
  static void prepare(int port, Secrets secrets) throws SQLException {
    try (Connection connection = connect(port, "postgres", secrets.admin())) {
      String state =
          ask(
              connection,
              "SELECT coalesce((SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                  + " WHERE datname = '"
                  + DATABASE
                  + "'), '')");
      if (state.equals(DONE)) {
        return;
      }
      for (Account account : List.of(secrets.owner(), secrets.app(), secrets.worker())) {
        role(connection, account);
      }
      if (ask(connection, "SELECT count(*) FROM pg_database WHERE datname = '" + DATABASE + "'")
          .equals("0")) {
        execute(connection, "CREATE DATABASE fluxo OWNER " + secrets.owner().user());
      }
      execute(connection, "REVOKE ALL ON DATABASE fluxo FROM PUBLIC");
      for (Account account : List.of(secrets.app(), secrets.worker())) {
        execute(connection, "GRANT CONNECT ON DATABASE fluxo TO " + account.user());
      }
      execute(connection, "GRANT TEMPORARY ON DATABASE fluxo TO " + secrets.worker().user());
      execute(connection, "COMMENT ON DATABASE fluxo IS '" + DONE + "'");
    }
  }

  /** The address of a database of the embedded server. */
  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static void role(Connection connection, Account account) throws SQLException {
    // Names are ours and passwords are hexadecimal, so quoting cannot be broken out of.
    boolean missing =
        ask(connection, "SELECT count(*) FROM pg_roles WHERE rolname = '" + account.user() + "'")
            .equals("0");
    execute(
        connection,
        (missing ? "CREATE" : "ALTER")
            + " ROLE "
            + account.user()
            + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '"
            + account.password()
            + "'");
  }

  private static Connection connect(int port, String database, Account account)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", account.user());
    properties.setProperty("password", account.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(url(port, database), properties);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
