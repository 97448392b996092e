package io.fluxo.api.humantask;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells the media type of a file by its bytes. Its name counts only among types that begin with the
 * same bytes, such as the documents of office programs, which are all archives.
 */
final class FileTypes {

  private static final Set<String> ARCHIVES =
      Set.of("application/zip", "application/x-tika-ooxml", "application/x-tika-msoffice");
  private static final String TABLE = "text/csv";

  private FileTypes() {}

  /**
   * The type, {@code application/octet-stream} where the bytes say nothing.
   *
   * @param name what the file is called
   */
  static String of(byte[] bytes, String name) {
    String said = detect(bytes, new Metadata());
    boolean text = said.equals("text/plain");
    if (!text && !ARCHIVES.contains(said)) {
      return said;
    }
    Metadata called = new Metadata();
    called.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    String closer = detect(bytes, called);
    return text && !closer.equals(TABLE) ? said : closer;
  }

  private static String detect(byte[] bytes, Metadata known) {
    try {
      // A stream of bytes in memory takes its own mark: the types read its beginning only.
      MediaType type = Holder.TYPES.detect(new ByteArrayInputStream(bytes), known);
      return type.getBaseType().toString();
    } catch (IOException e) {
      throw new IllegalStateException("Expected to read bytes in memory", e);
    }
  }

  /** Reads its table of types once somebody attaches the first file. */
  private static final class Holder {
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
  }
}
