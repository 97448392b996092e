package io.fluxo.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes what PostgreSQL says apart into messages (protocol 3.0), as far as is needed here. */
final class PostgresReplies {

  private static final int HEAD = 5;
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private volatile boolean encryptionAsked;

  /** What the client says: asking for encryption is answered with one byte that is no message. */
  void asked(byte[] piece, int length) {
    if (length == 8) {
      int code = ByteBuffer.wrap(piece).getInt(4);
      encryptionAsked = code == SSL_REQUEST || code == GSS_REQUEST;
    }
  }

  /** The next message with its head, null after the last. */
  byte[] next(InputStream in) throws IOException {
    int type = in.read();
    if (type < 0) {
      return null;
    }
    if (encryptionAsked) {
      encryptionAsked = false;
      return new byte[] {(byte) type};
    }
    DataInputStream data = new DataInputStream(in);
    int length = data.readInt();
    byte[] message = new byte[1 + length];
    ByteBuffer.wrap(message).put((byte) type).putInt(length);
    if (data.readNBytes(message, HEAD, length - 4) < length - 4) {
      throw new EOFException();
    }
    return message;
  }

  /** Whether the message says that a COMMIT was done. */
  static boolean isCommit(byte[] message) {
    return message[0] == 'C'
        && message.length == HEAD + COMMIT.length
        && Arrays.equals(message, HEAD, message.length, COMMIT, 0, COMMIT.length);
  }
}
