package io.fluxo.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One connection through the proxy: two sides, and a thread for each direction. */
final class Link {

  private static final int PIECE = 16_384;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server;
  private final PostgresReplies replies;
  private volatile boolean silent;

  Link(TcpProxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.replies = proxy.protocol() == TcpProxy.Protocol.POSTGRES ? new PostgresReplies() : null;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void begin() {
    Thread.ofPlatform().daemon().name("link-asks").start(() -> run(this::asks));
    Thread.ofPlatform()
        .daemon()
        .name("link-answers")
        .start(() -> run(replies == null ? this::answers : this::replies));
  }

  /** A direction, until one side closes. */
  private interface Direction {
    void carry() throws IOException, InterruptedException;
  }

  private void run(Direction direction) {
    try {
      direction.carry();
    } catch (IOException e) {
      // One side is gone, so the other one goes too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void asks() throws IOException, InterruptedException {
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      if (replies != null) {
        replies.asked(piece, read);
      }
      proxy.pass(read);
      out.write(piece, 0, read);
    }
  }

  private void answers() throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      tell(piece, read);
    }
  }

  private void replies() throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(server.getInputStream(), PIECE);
    for (byte[] reply = replies.next(in); reply != null; reply = replies.next(in)) {
      if (PostgresReplies.isCommit(reply) && proxy.swallows()) {
        if (proxy.resetsAfterSwallow()) {
          reset();
          return;
        }
        silent = true;
        in.transferTo(OutputStream.nullOutputStream()); // heard by nobody, until a side closes
        return;
      }
      tell(reply, reply.length);
    }
  }

  private void tell(byte[] piece, int length) throws IOException, InterruptedException {
    proxy.pass(length);
    if (!proxy.allows(length)) {
      reset();
      throw new IOException("cut");
    }
    client.getOutputStream().write(piece, 0, length);
  }

  /** Whether the client waits for an answer that will not come. */
  boolean isSilent() {
    return silent;
  }

  /** Closes both sides as a machine does that knows of no such connection. */
  void reset() {
    reset(client);
    reset(server);
  }

  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is gone already
    }
  }

  private void close() {
    proxy.forget(this);
    try (client;
        server) {
      // closes both
    } catch (IOException e) {
      // they are gone already
    }
  }
}
