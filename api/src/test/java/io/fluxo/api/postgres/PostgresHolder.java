package io.fluxo.api.postgres;

import io.fluxo.api.boot.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A program that starts the server, stores one row and waits to be killed. */
final class PostgresHolder {

  private PostgresHolder() {}

  @SuppressWarnings("try") // never closed: being killed is its purpose
  public static void main(String[] arguments) throws IOException, SQLException {
    PostgresServer server = Scene.start(Path.of(arguments[0]));
    try (Connection owner = Scene.connect(server, server.database().owner())) {
      Scene.run(owner, "CREATE TABLE survivor (id int)");
      Scene.run(owner, "INSERT INTO survivor VALUES (7)");
    }
    System.out.println("ready");
    if (System.in.read() < 0) {
      System.out.println("nobody is there");
    }
  }
}
