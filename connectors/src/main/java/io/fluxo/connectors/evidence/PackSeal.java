package io.fluxo.connectors.evidence;

import io.fluxo.messages.seal.Sealer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/** Seals packs, compressed: sealed bytes do not get smaller any more. */
@Component
final class PackSeal {

  private static final String FIELD = "evidence";

  private final Sealer sealer;

  PackSeal(Sealer sealer) {
    this.sealer = sealer;
  }

  String seal(String tenant, String run, byte[] pack) {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(small)) {
      out.write(pack);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sealer.seal(tenant, run, FIELD, small.toByteArray());
  }

  byte[] open(String tenant, String run, String sealed) {
    byte[] small = sealer.open(tenant, run, FIELD, sealed);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(small))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
