package io.fluxo.query.tenancy;

import io.fluxo.messages.context.WorkspaceQuery;
import javax.sql.DataSource;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Answers each question in a transaction that tells the database whose it is; its row-level
 * security then hides everything else, also from a statement that forgot to ask for the tenant.
 * Outside of such a transaction there are no rows at all.
 */
@Component
public final class WorkspaceScope implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

  /** For the transaction only: a pooled connection keeps nothing of it. */
  private static final String SCOPE =
      "SELECT set_config('fluxo.tenant', ?, true), set_config('fluxo.workspace', ?, true)";

  private final JdbcTemplate reading;
  private final DataSourceTransactionManager transactions;

  WorkspaceScope(
      @Qualifier("reading") JdbcTemplate reading, @Qualifier("reading") DataSource data) {
    this.reading = reading;
    this.transactions = new DataSourceTransactionManager(data);
  }

  /** Stands before every handler of the bus. */
  @Autowired(required = false)
  public void on(QueryBus queries) {
    // For as long as the bus lives.
    var unused = queries.registerHandlerInterceptor(this);
  }

  @Override
  public Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unit, InterceptorChain chain)
      throws Exception {
    if (!(unit.getMessage().getPayload() instanceof WorkspaceQuery query)) {
      return chain.proceed();
    }
    DefaultTransactionDefinition readOnly = new DefaultTransactionDefinition();
    readOnly.setReadOnly(true);
    TransactionStatus transaction = transactions.getTransaction(readOnly);
    try {
      reading.query(SCOPE, row -> {}, query.tenant(), query.workspace());
      return chain.proceed();
    } finally {
      transactions.rollback(transaction); // it only read
    }
  }
}
