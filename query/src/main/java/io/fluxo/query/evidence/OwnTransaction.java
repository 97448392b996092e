package io.fluxo.query.evidence;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that are over when they end, also on a thread that has one open already, as the
 * threads that answer questions have.
 */
final class OwnTransaction {

  private OwnTransaction() {}

  static TransactionTemplate on(JdbcTemplate jdbc) {
    TransactionTemplate template =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return template;
  }
}
