package io.fluxo.connectors.evidence;

import io.fluxo.messages.seal.Sealer;
import io.fluxo.messages.secret.Sealing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Seals packs, compressed: sealed bytes do not get smaller any more. */
@Component
final class PackSeal {

  private static final String FIELD = "evidence";

  private final ObjectProvider<Sealer> sealers;
  private final Sealing sealing;

  PackSeal(ObjectProvider<Sealer> sealers, Sealing sealing) {
    this.sealers = sealers;
    this.sealing = sealing;
  }

  String seal(String tenant, String run, byte[] pack) {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(small)) {
      out.write(pack);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sealer().seal(tenant, run, FIELD, small.toByteArray());
  }

  byte[] open(String tenant, String run, String sealed) {
    byte[] small = sealer().open(tenant, run, FIELD, sealed);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(small))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sealer sealer() {
    return sealers.getIfAvailable(() -> new UnderTenant(sealing));
  }

  /** Where nothing seals by run, packs are sealed as other secrets of the tenant are. */
  private record UnderTenant(Sealing sealing) implements Sealer {

    @Override
    public String seal(String tenant, String subject, String field, byte[] plain) {
      return sealing.seal(tenant, field + "/" + subject, plain);
    }

    @Override
    public byte[] open(String tenant, String subject, String field, String sealed) {
      return sealing.open(tenant, field + "/" + subject, sealed);
    }
  }
}
