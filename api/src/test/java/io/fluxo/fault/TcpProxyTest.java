package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.api.boot.postgres.PostgresUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy does what networks do, and nothing where nothing was asked for. */
class TcpProxyTest {

  private ServerSocket echo;
  private TcpProxy proxy;
  private Socket user;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::echo);
    proxy = new TcpProxy(echo.getLocalPort(), TcpProxy.Protocol.ANY);
    user = connect();
  }

  @AfterEach
  void close() throws IOException {
    user.close();
    proxy.close();
    echo.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(500);
    return socket;
  }

  private void echo() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.startVirtualThread(
            () -> {
              try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException e) {
                // the other side went
              }
            });
      } catch (IOException e) {
        return;
      }
    }
  }

  private int said(int letter) throws IOException {
    user.getOutputStream().write(letter);
    return user.getInputStream().read();
  }

  @Test
  void passesOnWhatIsSaid() throws IOException {
    assertThat(said('a')).isEqualTo('a');
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void delays() throws IOException {
    proxy.weather(Weather.delayed(Duration.ofMillis(100)));
    long begin = System.nanoTime();
    assertThat(said('a')).isEqualTo('a');
    assertThat(System.nanoTime() - begin).isGreaterThan(200_000_000L);
  }

  @Test
  void letsLittleThrough() throws IOException {
    proxy.weather(Weather.narrow(100));
    long begin = System.nanoTime();
    user.getOutputStream().write(new byte[20]);
    assertThat(user.getInputStream().readNBytes(20)).hasSize(20);
    assertThat(System.nanoTime() - begin).isGreaterThan(400_000_000L);
  }

  @Test
  void keepsSilentAndTellsLater() throws IOException {
    proxy.weather(Weather.silence());
    assertThatThrownBy(() -> said('a')).isInstanceOf(SocketTimeoutException.class);
    proxy.heal();
    assertThat(user.getInputStream().read()).isEqualTo('a');
  }

  @Test
  void resets() throws IOException {
    assertThat(said('a')).isEqualTo('a');
    proxy.resetAll();
    assertThatThrownBy(() -> said('b')).isInstanceOf(SocketException.class);
  }

  @Test
  void cutsAfterSoManyBytes() throws IOException {
    proxy.cutAfter(3);
    assertThat(said('a')).isEqualTo('a');
    assertThat(said('b')).isEqualTo('b');
    assertThatThrownBy(() -> said('c')).isInstanceOf(SocketException.class);
    user = connect();
    assertThat(said('d')).isEqualTo('d');
  }

  @Test
  void refuses() throws IOException {
    proxy.weather(Weather.refusal());
    Socket refused = connect();
    InputStream in = refused.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
  }

  @Test
  void swallowsTheReplyToCommitAndNothingElse(@TempDir Path folder) throws Exception {
    try (PostgresUnderTest postgres = PostgresUnderTest.start(folder);
        TcpProxy before = new TcpProxy(postgres.port(), TcpProxy.Protocol.POSTGRES);
        Connection truth = postgres.admin(postgres.port())) {
      execute(truth, "CREATE TABLE kept (n int)");
      try (Connection lost = postgres.admin(before.port())) {
        execute(lost, "INSERT INTO kept VALUES (1)");
        lost.setAutoCommit(false);
        before.swallowCommits(1, true);
        execute(lost, "INSERT INTO kept VALUES (2)");
        assertThatThrownBy(lost::commit).isInstanceOf(SQLException.class);
      }
      try (Connection silent = postgres.admin(before.port())) {
        silent.setNetworkTimeout(Runnable::run, 1_000);
        silent.setAutoCommit(false);
        before.swallowCommits(1, false);
        execute(silent, "INSERT INTO kept VALUES (3)");
        assertThatThrownBy(silent::commit).isInstanceOf(SQLException.class);
      }
      assertThat(before.swallowed()).isEqualTo(2);
      try (Statement statement = truth.createStatement();
          var rows =
              statement.executeQuery("SELECT string_agg(n::text, ',' ORDER BY n) FROM kept")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("1,2,3");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
