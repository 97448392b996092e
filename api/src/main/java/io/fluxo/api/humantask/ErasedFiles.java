package io.fluxo.api.humantask;

import io.fluxo.messages.privacy.ErasedBeside;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Removes the files of tasks that are erased. Their hashes stay in the events, as proof. */
@Component
final class ErasedFiles implements ErasedBeside {

  private final JdbcTemplate jdbc;

  ErasedFiles(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(String tenant, String workspace, Collection<String> roots) {
    for (String root : roots) {
      jdbc.update(
          "DELETE FROM task_file WHERE tenant = ? AND workspace = ?"
              + " AND task_id BETWEEN ? AND ? || '-:'",
          tenant,
          workspace,
          root,
          root);
    }
  }
}
