package io.fluxo.api.humantask;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.core.io.AbstractResource;

/** A stored file, read piece by piece: whoever reads slowly holds one piece and no connection. */
final class TaskFileBytes extends AbstractResource {

  private static final int PIECE = 256 * 1024;

  private final TaskFileTable table;
  private final TaskFileKey key;
  private final long size;

  TaskFileBytes(TaskFileTable table, TaskFileKey key, long size) {
    this.table = table;
    this.key = key;
    this.size = size;
  }

  @Override
  public String getDescription() {
    return "a file of a task";
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public long contentLength() {
    return size;
  }

  @Override
  public InputStream getInputStream() {
    return new Pieces();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TaskFileBytes bytes && bytes.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  private final class Pieces extends InputStream {

    private byte[] piece = new byte[0];
    private int at;
    private long read;

    @Override
    public int read() throws IOException {
      return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean more() throws IOException {
      if (at < piece.length) {
        return true;
      }
      if (read >= size) {
        return false;
      }
      byte[] next = table.piece(key, read, PIECE);
      if (next == null || next.length == 0) {
        throw new IOException("Expected the file to be there to its end, but it is not");
      }
      piece = next;
      at = 0;
      read += next.length;
      return true;
    }
  }
}
