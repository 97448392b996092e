package io.fluxo.connectors.evidence;

import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keys that sign evidence take part when the key changes under which they are sealed. */
@Component
final class ResealedEvidenceKeys implements SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(ResealedEvidenceKeys.class);
  private static final int BATCH = 100;

  private final EvidenceKeyTable table;
  private final Sealing sealing;

  ResealedEvidenceKeys(EvidenceKeyTable table, Sealing sealing) {
    this.table = table;
    this.sealing = sealing;
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    List<EvidenceKeyTable.Row> rows = table.after("", "", BATCH);
    while (!rows.isEmpty()) {
      for (EvidenceKeyTable.Row row : rows) {
        try {
          String purpose = EvidenceKeys.purpose(row.fingerprint());
          String next = sealing.reseal(row.tenant(), purpose, row.sealed());
          resealed += next.equals(row.sealed()) ? 0 : table.reseal(row, next);
        } catch (SealingException e) {
          failed++;
          LOG.warn(
              "The evidence key {} could not be sealed anew: {}",
              row.fingerprint(),
              e.getMessage());
        }
      }
      EvidenceKeyTable.Row last = rows.getLast();
      rows = table.after(last.tenant(), last.fingerprint(), BATCH);
    }
    return new Resealed(resealed, failed);
  }
}
