package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.SubjectId;
import io.fluxo.messages.seal.UnsealableException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The keys of data subjects. They are few, wrap the keys of runs, and are read each time. */
final class Subjects {

  private final SubjectTable table;
  private final TenantKeys tenants;
  private final SecureRandom random;
  private final Nonces nonces;
  private final InstantSource clock;

  Subjects(
      SubjectTable table,
      TenantKeys tenants,
      SecureRandom random,
      Nonces nonces,
      InstantSource clock) {
    this.table = table;
    this.tenants = tenants;
    this.random = random;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** Wraps the key of a run about a subject; the run's row has to name the holder. */
  KeyTable.Row wrap(String tenant, String workspace, String subject, DataKey key) {
    SubjectTable.Row row = current(tenant, workspace, subject);
    SecretKey secret = open(tenant, row);
    return new KeyTable.Row(
        key.root(), tenant, row.holder(), TenantKey.wrap(secret, key.root(), key.secret(), nonces));
  }

  /**
   * Unwraps the key of a run about a subject.
   *
   * @throws ErasedException when the subject's key was destroyed
   */
  SecretKey unwrap(String tenant, String holder, String root, byte[] wrapped) {
    int point = holder.lastIndexOf('.');
    SubjectTable.Row row =
        table.of(tenant, holder.substring(0, point), Integer.parseInt(holder.substring(point + 1)));
    try {
      return TenantKey.unwrap(open(tenant, row), root, wrapped);
    } catch (GeneralSecurityException e) {
      throw new UnsealableException("the key of " + root);
    }
  }

  /** What stands for what identifies a person. */
  String id(String tenant, String workspace, String identifier) {
    return SubjectId.text(tenants.of(tenant).hide(workspace + "\n" + SubjectId.normal(identifier)));
  }

  private SubjectTable.Row current(String tenant, String workspace, String subject) {
    SubjectTable.Row newest = table.newest(tenant, subject);
    if (newest == null || newest.wrapped() == null) {
      int generation = newest == null ? 1 : newest.generation() + 1;
      SecretKey fresh = AesGcm.key(AesGcm.random(random, AesGcm.KEY_BYTES));
      table.keepFirst(
          tenant,
          workspace,
          subject,
          generation,
          tenants.of(tenant).wrap(name(subject, generation), fresh, nonces),
          clock.instant());
      newest = table.newest(tenant, subject);
    }
    if (newest == null) {
      throw new IllegalStateException("Expected the key of a data subject, but it was not kept");
    }
    return newest;
  }

  private SecretKey open(String tenant, SubjectTable.@Nullable Row row) {
    if (row == null || row.wrapped() == null) {
      throw new ErasedException();
    }
    try {
      return tenants.of(tenant).unwrap(name(row.id(), row.generation()), row.wrapped());
    } catch (GeneralSecurityException e) {
      throw new UnsealableException("the key of a data subject");
    }
  }

  private static String name(String subject, int generation) {
    return "subject " + subject + "." + generation;
  }
}
