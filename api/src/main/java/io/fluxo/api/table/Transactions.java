package io.fluxo.api.table;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** What is to happen as a whole or not at all. */
@Component
public final class Transactions {

  private final PlatformTransactionManager manager;

  Transactions(PlatformTransactionManager manager) {
    this.manager = manager;
  }

  /** Does the work in a transaction, which is given up when the work throws. */
  public <T> T in(Supplier<T> work) {
    TransactionStatus transaction = manager.getTransaction(new DefaultTransactionDefinition());
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      manager.rollback(transaction);
      throw e;
    }
    manager.commit(transaction);
    return result;
  }
}
