package io.fluxo.connectors.evidence;

import io.fluxo.messages.privacy.ErasedBeside;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Forgets the packs of runs that are erased: their keys are gone, and the next pack tells of the
 * run as it is now. Whoever has an old one can verify it as before.
 */
@Component
final class ErasedPacks implements ErasedBeside {

  private final JdbcTemplate jdbc;

  ErasedPacks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(String tenant, String workspace, Collection<String> roots) {
    jdbc.update(
        "DELETE FROM evidence_pack WHERE tenant = ? AND run = ANY (?)",
        tenant,
        roots.toArray(String[]::new));
  }
}
