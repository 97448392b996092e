package io.fluxo.api.audit;

import io.fluxo.messages.evidence.DocumentSigner;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip whose files are hashed as they are written. The hashes stand in a file of the form that
 * {@code sha256sum --check} reads, and a detached signature stands beside that file: so a signature
 * covers every byte of files that never were in memory as a whole.
 */
final class SignedArchive implements AutoCloseable {

  static final String HASHES = "SHA256SUMS";
  static final String SIGNATURE = "SHA256SUMS.p7s";
  private static final String README = "README.txt";
  private static final String HOW_TO =
      """
      What is in this archive can be checked without the program that made it:

        sha256sum --check SHA256SUMS
        openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS \\
          -CAfile <certificate of the authority> -out /dev/null

      The first line compares the files with their hashes, the second the hashes with the
      signature. The certificate of the signer is inside the signature.
      """;

  private final ZipOutputStream zip;
  private final StringBuilder hashes = new StringBuilder();

  SignedArchive(OutputStream to) {
    this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
  }

  /** Begins a file, which ends when what is given is closed; one at a time. */
  OutputStream begin(String name) throws IOException {
    MessageDigest digest = sha256();
    zip.putNextEntry(new ZipEntry(name));
    return new DigestOutputStream(new Entry(zip), digest) {
      @Override
      public void close() throws IOException {
        zip.closeEntry();
        hashes
            .append(HexFormat.of().formatHex(digest.digest()))
            .append("  ")
            .append(name)
            .append('\n');
      }
    };
  }

  /** Adds a file. */
  void add(String name, byte[] bytes) throws IOException {
    try (OutputStream file = begin(name)) {
      file.write(bytes);
    }
  }

  /** Adds the hashes of all files, and their signature where there is somebody who signs. */
  void sign(@Nullable DocumentSigner signer, String tenant) throws IOException {
    add(README, HOW_TO.getBytes(StandardCharsets.UTF_8));
    byte[] text = hashes.toString().getBytes(StandardCharsets.UTF_8);
    byte[] signature = signer == null ? null : signer.sign(tenant, text);
    put(HASHES, text);
    if (signature != null) {
      put(SIGNATURE, signature);
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256, which every Java has", e);
    }
  }

  /** Ends the archive, of which nothing could be read before. */
  @Override
  public void close() throws IOException {
    zip.finish();
    zip.flush();
  }

  /** Writes many bytes at once, and stays open for the next file. */
  private static final class Entry extends FilterOutputStream {
    Entry(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }
}
