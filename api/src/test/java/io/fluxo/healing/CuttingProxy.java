package io.fluxo.healing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a program and its PostgreSQL. Once, it swallows the answer to the COMMIT of the
 * transaction that held a certain text, and cuts the connection: the transaction did happen, and
 * nobody hears of it.
 */
final class CuttingProxy implements AutoCloseable {

  private static final String ANSWER = "COMMIT\0";

  private final ServerSocket door;
  private final int server;
  private final String marked;
  private final AtomicBoolean armed = new AtomicBoolean();
  private final AtomicInteger cuts = new AtomicInteger();

  CuttingProxy(int server, String marked) throws IOException {
    this.server = server;
    this.marked = marked;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void arm() {
    armed.set(true);
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket there = new Socket("127.0.0.1", server);
        AtomicBoolean held = new AtomicBoolean();
        Thread.ofVirtual().start(() -> pass(client, there, held, true));
        Thread.ofVirtual().start(() -> pass(there, client, held, false));
      } catch (IOException e) {
        // the door was closed, or somebody has gone
      }
    }
  }

  private void pass(Socket from, Socket to, AtomicBoolean held, boolean asking) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        if (asking && text.contains(marked)) {
          held.set(true);
        }
        if (!asking && held.get() && text.contains(ANSWER) && armed.getAndSet(false)) {
          cuts.incrementAndGet();
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // one of them has gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
