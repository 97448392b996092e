package io.fluxo.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.api.boot.postgres.Account;
import io.fluxo.api.boot.postgres.DatabaseException;
import io.fluxo.api.boot.postgres.PostgresServer;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One running server, looked at from outside. */
class PostgresServerTest {

  @TempDir static Path data;
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = Scene.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void keepsWhatItAcknowledges() throws SQLException {
    Map<String, String> promised =
        Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("data_checksums", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "50"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("min_wal_size", "2GB"),
            Map.entry("wal_segment_size", "2MB"),
            Map.entry("server_encoding", "UTF8"),
            Map.entry("wal_compression", "off"));
    try (Connection app = Scene.connect(server, server.database().app())) {
      for (Map.Entry<String, String> entry : promised.entrySet()) {
        assertThat(Scene.ask(app, "SHOW " + entry.getKey()))
            .as(entry.getKey())
            .isEqualTo(entry.getValue());
      }
    }
  }

  @Test
  void givesTheApplicationNoPowerOverTheServer() throws SQLException {
    for (Account account : new Account[] {server.database().app(), server.database().owner()}) {
      try (Connection connection = Scene.connect(server, account)) {
        assertThat(
                Scene.ask(
                    connection,
                    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR"
                        + " rolreplication FROM pg_roles WHERE rolname = current_user"))
            .as(account.user())
            .isEqualTo("f");
      }
    }
    try (Connection app = Scene.connect(server, server.database().app())) {
      assertThatThrownBy(() -> Scene.run(app, "CREATE TABLE mine (id int)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void wantsThePassword() {
    Account app = server.database().app();
    for (String wrong : new String[] {"", "guess"}) {
      assertThatThrownBy(() -> Scene.connect(server, new Account(app.user(), wrong)).close())
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> Scene.connect(server, new Account("fluxo_admin", "fluxo")).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void listensToThisMachineOnly() throws Exception {
    int port = URI.create(server.database().url().substring("jdbc:".length())).getPort();
    try (Socket loopback = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      assertThat(loopback.isConnected()).isTrue();
    }
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address :
          each.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
        assertThatThrownBy(() -> new Socket(address, port).close())
            .as("connecting to " + address)
            .isInstanceOf(java.io.IOException.class);
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsItsPasswordsFromOtherUsers() throws Exception {
    Path secrets = data.resolve("postgres.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(secrets)).contains(server.database().app().password());
    assertThat(server.database().toString()).doesNotContain(server.database().app().password());
    assertThat(data.resolve("initdb.password")).doesNotExist();
  }

  @Test
  void refusesASecondInstanceOnTheSameData() {
    assertThatThrownBy(() -> Scene.start(data))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("another Fluxo is using it");
  }
}
