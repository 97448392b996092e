package io.fluxo.command.store;

import io.fluxo.command.seal.DataKeys;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.value.PayloadReference;
import io.fluxo.messages.value.PayloadSource;
import io.fluxo.messages.value.Sha256;
import io.fluxo.messages.value.UnreadablePayload;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Values that are kept apart from their events, each once in its run. */
final class ValueTable implements PayloadSource {

  private final JdbcTemplate jdbc;
  private final DataKeys keys;

  ValueTable(JdbcTemplate jdbc, DataKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /** Writes those of the values that are not there yet, in the transaction that is open. */
  void keep(SortedMap<PayloadReference, LargeValues.Kept> values) {
    jdbc.batchUpdate(
        "INSERT INTO %s (tenant, workspace, sha256, json, key_id) VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING"
            .formatted(Tables.PAYLOAD_VALUE),
        values.entrySet().stream().map(value -> row(value.getKey(), value.getValue())).toList());
  }

  private static @Nullable Object[] row(PayloadReference of, LargeValues.Kept kept) {
    return new @Nullable Object[] {
      of.tenant(), of.workspace(), HexFormat.of().parseHex(of.sha256()), kept.bytes(), kept.key()
    };
  }

  /** Its JSON, opened where it is sealed. */
  @Override
  public byte @Nullable [] find(PayloadReference reference) {
    List<LargeValues.Kept> found =
        jdbc.query(
            "SELECT json, key_id FROM %s WHERE tenant = ? AND workspace = ? AND sha256 = ?"
                .formatted(Tables.PAYLOAD_VALUE),
            (row, number) -> new LargeValues.Kept(row.getBytes(1), row.getString(2)),
            reference.tenant(),
            reference.workspace(),
            HexFormat.of().parseHex(reference.sha256()));
    if (found.isEmpty()) {
      return null;
    }
    LargeValues.Kept kept = found.getFirst();
    if (!Sha256.hex(kept.bytes()).equals(reference.sha256())) {
      throw new UnreadablePayload(reference, "was altered");
    }
    String key = kept.key();
    return key == null ? kept.bytes() : keys.openApart(key, kept.bytes());
  }
}
