package io.fluxo.messages.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.Sealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads columns whose values may be personal. They are sealed like the events that they
 * come from, so that an erasure reaches them where they stand.
 */
public final class SealedColumns {

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final String ERASED = "\"" + Payload.ERASED + "\"";

  private final Sealer sealer;

  /** Columns that are sealed by it. */
  public SealedColumns(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * A value as it is stored; one whose key was destroyed is stored as what people read in its
   * place.
   *
   * @param subject the run, step or task that it belongs to
   * @param column the table and its column
   */
  public String write(String tenant, String subject, String column, @Nullable Object json) {
    try {
      return sealer.seal(tenant, subject, column, MAPPER.writeValueAsBytes(json));
    } catch (ErasedException e) {
      return ERASED;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value that was stored, read when it is asked for. */
  public Payload read(String tenant, String subject, String column, String stored) {
    return Payload.later(() -> json(tenant, subject, column, stored));
  }

  /** A text that was stored; one that was written before texts were sealed is as it stands. */
  public String text(String tenant, String subject, String column, String stored) {
    if (stored.equals(ERASED)) {
      return Payload.ERASED;
    }
    return stored.startsWith("fx") && stored.length() > 4 && stored.charAt(3) == '.'
        ? String.valueOf(read(tenant, subject, column, stored).json())
        : stored;
  }

  /** A business key of a workspace, as {@link #hidden} takes it; rows hold no NUL. */
  public static String key(String workspace, String businessKey) {
    return "business key\n" + workspace + "\n" + businessKey.replace('\0', '\uFFFD');
  }

  /** What an event has to carry for a run that waits for it, as {@link #hidden} takes it. */
  public static String correlation(String workspace, String correlation) {
    return "correlation\n" + workspace + "\n" + correlation;
  }

  /** What stands for a value by which rows are found. */
  public String hidden(String tenant, String text) {
    return sealer.hide(tenant, text);
  }

  private @Nullable Object json(String tenant, String subject, String column, String stored) {
    try {
      // Rows that were written before they were sealed hold JSON, which never begins so.
      byte[] json =
          stored.startsWith("fx")
              ? sealer.open(tenant, subject, column, stored)
              : stored.getBytes(StandardCharsets.UTF_8);
      return MAPPER.readValue(json, Object.class);
    } catch (ErasedException e) {
      return Payload.ERASED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
