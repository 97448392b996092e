package io.fluxo.command.store;

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

/** Values that are kept apart from their events, each once in its workspace. */
final class ValueTable implements PayloadSource {

  private final JdbcTemplate jdbc;

  ValueTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes those of the values that are not there yet, in the transaction that is open. */
  void keep(SortedMap<PayloadReference, byte[]> values) {
    jdbc.batchUpdate(
        "INSERT INTO %s (tenant, workspace, sha256, json) VALUES (?,?,?,?) ON CONFLICT DO NOTHING"
            .formatted(Tables.PAYLOAD_VALUE),
        values.entrySet().stream().map(value -> row(value.getKey(), value.getValue())).toList());
  }

  private static Object[] row(PayloadReference of, byte[] json) {
    return new Object[] {of.tenant(), of.workspace(), HexFormat.of().parseHex(of.sha256()), json};
  }

  @Override
  public byte @Nullable [] find(PayloadReference reference) {
    List<byte[]> found =
        jdbc.query(
            "SELECT json FROM %s WHERE tenant = ? AND workspace = ? AND sha256 = ?"
                .formatted(Tables.PAYLOAD_VALUE),
            (row, number) -> row.getBytes(1),
            reference.tenant(),
            reference.workspace(),
            HexFormat.of().parseHex(reference.sha256()));
    if (found.isEmpty()) {
      return null;
    }
    byte[] json = found.getFirst();
    if (!Sha256.hex(json).equals(reference.sha256())) {
      throw new UnreadablePayload(reference, "was altered");
    }
    return json;
  }
}
