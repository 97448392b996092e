package io.fluxo.command.seal;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Destroys keys for good. */
public final class KeyDestruction {

  private final SubjectTable subjects;
  private final KeyTable keys;
  private final DataKeys opened;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  KeyDestruction(
      SubjectTable subjects,
      KeyTable keys,
      DataKeys opened,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.subjects = subjects;
    this.keys = keys;
    this.opened = opened;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Does something in one transaction. */
  public void inTransaction(Runnable what) {
    transactions.executeWithoutResult(status -> what.run());
  }

  /**
   * The runs, and tasks of their own, that are about a subject, while the transaction keeps others
   * from beginning with its key.
   *
   * @throws Rejection NOT_FOUND where there is no such subject
   */
  public List<String> hold(String tenant, String subject) {
    List<SubjectTable.Row> generations = subjects.lock(tenant, subject);
    if (generations.isEmpty()) {
      throw Rejection.notFound("data subject " + subject);
    }
    return runs(tenant, generations);
  }

  /**
   * The runs, and tasks of their own, that are about a subject, as far as their keys are there.
   *
   * @throws Rejection NOT_FOUND where there is no such subject in the workspace
   */
  public List<String> of(Context context, String subject) {
    List<SubjectTable.Row> generations =
        subjects.all(context.tenant(), subject).stream()
            .filter(row -> row.workspace().equals(context.workspace()))
            .toList();
    if (generations.isEmpty()) {
      throw Rejection.notFound("data subject " + subject);
    }
    return runs(context.tenant(), generations);
  }

  private List<String> runs(String tenant, List<SubjectTable.Row> generations) {
    return keys.heldBy(tenant, generations.stream().map(SubjectTable.Row::holder).toList());
  }

  /** Destroys the keys of a subject and of runs; answers how many that were. */
  public int destroy(String tenant, @Nullable String subject, Collection<String> roots) {
    int destroyed = keys.destroy(roots);
    return subject == null
        ? destroyed
        : destroyed + subjects.destroy(tenant, subject, clock.instant());
  }

  /** To be called once they are destroyed. */
  public void forget(Collection<String> roots) {
    opened.forget(roots);
  }
}
