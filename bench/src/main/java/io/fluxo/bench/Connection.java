package io.fluxo.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that is kept alive; as little work per request as possible. */
final class Connection implements AutoCloseable {

  /** The answer: its status and its body. */
  record Answer(int status, String body) {}

  /** The API key that the application is started with. */
  static final String KEY = "flx_" + "0".repeat(26) + "_" + "b".repeat(43);

  /** Who the key is, as events name it. */
  static final String ACTOR = "key:" + "0".repeat(26);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    out = socket.getOutputStream();
  }

  /** The bytes of a request, made once and sent often. */
  static byte[] request(String method, String path, String type, String body) {
    return request(KEY, method, path, type, body);
  }

  /** The same as somebody else. */
  static byte[] request(String token, String method, String path, String type, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: Bearer "
            + token
            + "\r\n"
            + (content.length == 0 ? "" : "Content-Type: " + type + "\r\n")
            + "Content-Length: "
            + content.length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** Sends a request and reads its answer. */
  Answer exchange(byte[] request) throws IOException {
    out.write(request);
    return read(in);
  }

  static Answer read(InputStream in) throws IOException {
    String first = line(in);
    if (first.length() < 12) {
      throw new IOException("Expected a status line, got: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    for (String head = line(in); !head.isEmpty(); head = line(in)) {
      String lower = head.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(head.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    String body = chunked ? chunks(in) : new String(exactly(in, length), StandardCharsets.UTF_8);
    return new Answer(status, body);
  }

  private static String chunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        while (!line(in).isEmpty()) {
          // trailers are not of interest
        }
        return body.toString();
      }
      body.append(new String(exactly(in, size), StandardCharsets.UTF_8));
      line(in);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The answer ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The connection was closed inside a line");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
