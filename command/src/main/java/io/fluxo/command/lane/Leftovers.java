package io.fluxo.command.lane;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What an earlier batch left on the thread of a lane when the database was lost in the middle of
 * it. Whoever comes next would join a transaction that nobody ends, for ever.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** Frees the thread of units of work and transactions; there are none but after such a loss. */
  static void clear() {
    while (CurrentUnitOfWork.isStarted()) {
      LOG.warn("A unit of work was left in phase {}", CurrentUnitOfWork.get().phase());
      CurrentUnitOfWork.clear(CurrentUnitOfWork.get());
    }
    if (TransactionSynchronizationManager.getResourceMap().isEmpty()
        && !TransactionSynchronizationManager.isActualTransactionActive()) {
      return;
    }
    LOG.warn("A transaction was left open, and is given up");
    for (Object key : List.copyOf(TransactionSynchronizationManager.getResourceMap().keySet())) {
      Object left = TransactionSynchronizationManager.unbindResourceIfPossible(key);
      if (key instanceof DataSource source && left instanceof ConnectionHolder holder) {
        // The pool undoes what is not committed.
        DataSourceUtils.releaseConnection(holder.getConnection(), source);
      }
    }
    TransactionSynchronizationManager.clear();
  }
}
