package io.fluxo.connectors.evidence;

import io.fluxo.connectors.evidence.pack.PackBuilder;
import io.fluxo.connectors.evidence.pack.RunRecord;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.EvidenceEvent.EvidencePackaged;
import io.fluxo.messages.evidence.EvidenceLog;
import io.fluxo.messages.evidence.EvidencePack;
import io.fluxo.messages.evidence.PackDesk;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.secret.SealingException;
import io.fluxo.messages.value.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps packs by the run and its last event, so that one state of a run has one pack. Where the key
 * of a run was destroyed nothing is kept: a pack is made each time, of what is left.
 */
@Component
final class PackShelf implements PackDesk {

  private static final Logger LOG = LoggerFactory.getLogger(PackShelf.class);

  private final PackTable table;
  private final PackSeal seal;
  private final RunReader runs;
  private final EvidenceKeys keys;
  private final PackBuilder builder;
  private final EvidenceLog log;
  private final ObjectProvider<PlatformTransactionManager> transactions;

  PackShelf(
      PackTable table,
      PackSeal seal,
      RunReader runs,
      EvidenceKeys keys,
      PackBuilder builder,
      EvidenceLog log,
      ObjectProvider<PlatformTransactionManager> transactions) {
    this.table = table;
    this.seal = seal;
    this.runs = runs;
    this.keys = keys;
    this.builder = builder;
    this.log = log;
    this.transactions = transactions;
  }

  @Override
  public EvidencePack pack(Context context, String run) {
    RunId id = id(run);
    try {
      EvidencePack kept = kept(context, id, table.last(run));
      return kept == null ? made(context, id) : kept;
    } catch (SealingException | IllegalStateException e) {
      LOG.warn("No evidence pack of {} could be made: {}", run, e.getMessage());
      throw new Rejection(
          Rejection.Code.UNAVAILABLE,
          "Expected to make the pack, but something that it takes is not there now: the operator's"
              + " log says what");
    }
  }

  private EvidencePack made(Context context, RunId id) {
    RunRecord record = runs.read(context, id);
    byte[] bytes = build(record, context.tenant());
    EvidencePack pack = new EvidencePack(id.value(), Sha256.hex(bytes), bytes);
    String sealed;
    try {
      sealed = seal.seal(context.tenant(), id.value(), bytes);
    } catch (ErasedException e) {
      return pack;
    }
    boolean first = keep(context, record, pack, sealed);
    return first ? pack : Objects.requireNonNullElse(kept(context, id, record.position()), pack);
  }

  private byte[] build(RunRecord record, String tenant) {
    try {
      return builder.build(record, keys.signer(tenant));
    } catch (IllegalArgumentException e) {
      throw new Rejection(
          Rejection.Code.DAMAGED,
          "There can be no pack of run %s: %s".formatted(record.run().runId(), e.getMessage()));
    }
  }

  private boolean keep(Context context, RunRecord record, EvidencePack pack, String sealed) {
    TransactionTemplate whole = new TransactionTemplate(transactions.getObject());
    return Boolean.TRUE.equals(
        whole.execute(
            transaction -> {
              PackTable.Row row = new PackTable.Row(pack.sha256(), sealed);
              if (!table.keep(context, pack.run(), record.position(), row, record.made())) {
                return false;
              }
              log.record(
                  context,
                  new EvidencePackaged(
                      pack.run(),
                      record.position(),
                      pack.sha256(),
                      pack.bytes().length,
                      record.leaves().checkpoint().checkpoint().size()));
              return true;
            }));
  }

  private @Nullable EvidencePack kept(Context context, RunId id, long position) {
    PackTable.Row row = position == 0 ? null : table.find(context, id.value(), position);
    if (row == null) {
      return null;
    }
    try {
      byte[] bytes = seal.open(context.tenant(), id.value(), row.sealed());
      return new EvidencePack(id.value(), row.sha256(), bytes);
    } catch (ErasedException e) {
      return null;
    }
  }

  private static RunId id(String run) {
    try {
      return new RunId(run);
    } catch (IllegalArgumentException e) {
      throw Rejection.notFound("run of that id");
    }
  }
}
