package io.fluxo.connectors.evidence.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/**
 * The one form of zip that packs have: files stored as they are, one after the other in the order
 * of {@link PackFiles#ALL}, of one time, and nothing else. So the same files are the same bytes on
 * every machine, and whatever differs from that form is found.
 */
public final class PlainZip {

  /** Larger ones are neither made nor read. */
  public static final int LARGEST = 128 * 1024 * 1024;

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short VERSION = 10;
  // 1 January 1980, the first day that a zip knows
  private static final short DAY = 0x21;

  private PlainZip() {}

  /**
   * Writes files.
   *
   * @param files in the order of {@link PackFiles#ALL}
   * @throws IllegalArgumentException when they are larger than {@link #LARGEST}
   */
  public static byte[] write(SequencedMap<String, byte[]> files) {
    long size = END_BYTES;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      size += LOCAL_BYTES + CENTRAL_BYTES + 2L * file.getKey().length() + file.getValue().length;
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException("Expected a pack of at most %d bytes".formatted(LARGEST));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) size);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      out.writeBytes(local(file.getKey(), file.getValue()));
      out.writeBytes(file.getValue());
    }
    out.writeBytes(directory(files, out.size()));
    return out.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Damage when a single byte is another
   */
  public static SequencedMap<String, byte[]> read(byte[] zip) throws Damage {
    if (zip.length > LARGEST) {
      throw new Damage("zip", "expected at most %d bytes".formatted(LARGEST));
    }
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    int known = 0;
    while (in.remaining() >= LOCAL_BYTES && in.getInt(in.position()) == LOCAL) {
      int start = in.position();
      String name = name(in, start, files);
      int place = PackFiles.ALL.indexOf(name);
      if (place < known) {
        throw new Damage("zip", "the file %s is not of a pack or not in its place".formatted(name));
      }
      known = place + 1;
      int size = in.getInt(start + 22);
      int from = start + LOCAL_BYTES + name.length();
      if (size < 0 || size > zip.length - from) {
        throw new Damage(name, "its header says %d bytes, and there are fewer".formatted(size));
      }
      byte[] bytes = Arrays.copyOfRange(zip, from, from + size);
      int other = Arrays.mismatch(local(name, bytes), Arrays.copyOfRange(zip, start, from));
      if (other >= 0) {
        throw new Damage(
            name,
            other >= 14 && other < 18
                ? "its bytes are not those of the checksum in front of them"
                : "byte %d of its header is another than expected".formatted(other));
      }
      files.put(name, bytes);
      in.position(from + size);
    }
    rest(zip, in.position(), files);
    return files;
  }

  private static void rest(byte[] zip, int start, SequencedMap<String, byte[]> files)
      throws Damage {
    byte[] expected = directory(files, start);
    int other = Arrays.mismatch(expected, Arrays.copyOfRange(zip, start, zip.length));
    if (other >= 0) {
      String last = files.isEmpty() ? "its beginning" : files.lastEntry().getKey();
      throw new Damage(
          "zip",
          "byte %d, which is in the directory after %s, is another than expected"
              .formatted(start + other, last));
    }
  }

  private static String name(ByteBuffer in, int start, SequencedMap<String, byte[]> files)
      throws Damage {
    int length = in.getShort(start + 26) & 0xffff;
    if (length <= in.limit() - start - LOCAL_BYTES) {
      byte[] bytes = new byte[length];
      in.get(start + LOCAL_BYTES, bytes);
      String name = new String(bytes, StandardCharsets.ISO_8859_1);
      if (PackFiles.ALL.contains(name)) {
        return name;
      }
    }
    String last = files.isEmpty() ? "the beginning" : files.lastEntry().getKey();
    throw new Damage("zip", "the name of the file after %s is none of a pack".formatted(last));
  }

  private static byte[] local(String name, byte[] bytes) {
    byte[] header = new byte[LOCAL_BYTES + name.length()];
    ByteBuffer out = over(header);
    out.putInt(LOCAL).putShort(VERSION);
    common(out, name, bytes);
    out.put(name.getBytes(StandardCharsets.US_ASCII));
    return header;
  }

  /** From the flags to the length of the extra field, which are the same in both places. */
  private static void common(ByteBuffer out, String name, byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(DAY);
    out.putInt((int) checksum.getValue()).putInt(bytes.length).putInt(bytes.length);
    out.putShort((short) name.length()).putShort((short) 0);
  }

  private static byte[] directory(SequencedMap<String, byte[]> files, int start) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int offset = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] entry = new byte[CENTRAL_BYTES + file.getKey().length()];
      ByteBuffer out = over(entry);
      out.putInt(CENTRAL).putShort(VERSION).putShort(VERSION);
      common(out, file.getKey(), file.getValue());
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(offset);
      out.put(file.getKey().getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(entry);
      offset += LOCAL_BYTES + file.getKey().length() + file.getValue().length;
    }
    byte[] last = new byte[END_BYTES];
    ByteBuffer end = over(last);
    end.putInt(END).putShort((short) 0).putShort((short) 0);
    end.putShort((short) files.size()).putShort((short) files.size());
    end.putInt(all.size()).putInt(start).putShort((short) 0);
    all.writeBytes(last);
    return all.toByteArray();
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
