package io.fluxo.command.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.SubjectKeys;
import io.fluxo.messages.seal.UnsealableException;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.value.StoredPlace;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of runs and tasks. A node remembers opened keys for a minute: for so long another node
 * may still open what was erased.
 */
public final class DataKeys implements PayloadOpener {

  private static final int REMEMBERED = 100_000;
  private static final Duration MEMORY = Duration.ofMinutes(1);

  /**
   * Who needs a key to write.
   *
   * @param subject the data subject that the run is about, null for none
   * @param begins whether it begins with what is written, so that no key of it can be there
   */
  public record Need(
      String root, String tenant, String workspace, @Nullable String subject, boolean begins) {}

  private final KeyTable table;
  private final TenantKeys tenants;
  private final Subjects subjects;
  private final SecureRandom random;
  private final Nonces nonces;
  private final Cache<String, DataKey> opened =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  DataKeys(
      KeyTable table, TenantKeys tenants, Subjects subjects, SecureRandom random, Nonces nonces) {
    this.table = table;
    this.tenants = tenants;
    this.subjects = subjects;
    this.random = random;
    this.nonces = nonces;
  }

  /** The keys that a transaction writes with, and those of them that it makes. */
  public final class Writing {
    private final Map<String, DataKey> keys = new HashMap<>();
    private final List<DataKey> made = new ArrayList<>();

    /** The key of a run or task. */
    DataKey of(String root) {
      DataKey key = keys.get(root);
      if (key == null) {
        throw new IllegalStateException("Expected a key for " + root);
      }
      return key;
    }

    /** Seals a value that stands in an event. */
    public byte[] seal(StoredPlace place, String field, byte[] json) {
      DataKey key = of(SubjectKeys.root(place.subject()));
      return AesGcm.encrypt(key.secret(), nonces.next(), place.with(field), json);
    }

    /** Seals a value that stands apart: the same bytes of the same run give the same. */
    public byte[] sealApart(String root, byte[] json) {
      return Apart.seal(of(root), json);
    }

    /** To be called once the transaction has committed. */
    public void committed() {
      made.forEach(key -> opened.put(key.root(), key));
    }
  }

  /**
   * Finds or makes keys, in the transaction that is open.
   *
   * @throws ErasedException when one of them was destroyed
   */
  public Writing forWriting(Collection<Need> needs) {
    Writing writing = new Writing();
    List<Need> unknown = new ArrayList<>();
    List<KeyTable.Row> rows = new ArrayList<>();
    for (Need need : needs) {
      DataKey known = opened.getIfPresent(need.root());
      if (known != null) {
        writing.keys.put(need.root(), known);
      } else if (need.begins()) {
        rows.add(make(need, writing));
      } else {
        unknown.add(need);
      }
    }
    if (!unknown.isEmpty()) {
      Map<String, KeyTable.Row> found = table.find(unknown.stream().map(Need::root).toList());
      for (Need need : unknown) {
        KeyTable.Row row = found.get(need.root());
        if (row == null) {
          rows.add(make(need, writing));
        } else {
          writing.keys.put(need.root(), open(row));
        }
      }
    }
    if (!rows.isEmpty()) {
      table.keep(rows);
    }
    return writing;
  }

  private KeyTable.Row make(Need need, Writing writing) {
    DataKey key = fresh(need.root(), need.tenant());
    writing.keys.put(need.root(), key);
    writing.made.add(key);
    return need.subject() == null
        ? row(key)
        : subjects.wrap(need.tenant(), need.workspace(), need.subject(), key);
  }

  private DataKey fresh(String root, String tenant) {
    return new DataKey(root, tenant, AesGcm.key(AesGcm.random(random, AesGcm.KEY_BYTES)));
  }

  private KeyTable.Row row(DataKey key) {
    byte[] wrapped = tenants.of(key.tenant()).wrap(key.root(), key.secret(), nonces);
    return new KeyTable.Row(key.root(), key.tenant(), null, wrapped);
  }

  /** The key of a run or task, made where there is none yet. */
  DataKey ofOrMade(String root, String tenant) {
    DataKey known = find(root);
    if (known == null) {
      DataKey key = fresh(root, tenant);
      table.keepFirst(row(key));
      known = find(root);
    }
    if (known == null) {
      throw new IllegalStateException("Expected a key for %s, but it was not kept".formatted(root));
    }
    return known;
  }

  /**
   * The key of a run or task, null where there is none.
   *
   * @throws ErasedException when it was destroyed
   */
  @Nullable DataKey find(String root) {
    DataKey known = opened.getIfPresent(root);
    if (known == null) {
      KeyTable.Row row = table.find(List.of(root)).get(root);
      known = row == null ? null : open(row);
    }
    return known;
  }

  /** Reads ahead, where many are about to be asked for. */
  public void remember(Collection<String> roots) {
    List<String> missing =
        roots.stream().filter(root -> opened.getIfPresent(root) == null).distinct().toList();
    if (missing.size() > 1) {
      for (KeyTable.Row row : table.find(missing).values()) {
        if (row.wrapped() != null && row.holder() == null) {
          open(row);
        }
      }
    }
  }

  private DataKey open(KeyTable.Row row) {
    byte[] wrapped = row.wrapped();
    if (wrapped == null) {
      throw new ErasedException();
    }
    try {
      DataKey key =
          new DataKey(
              row.id(),
              row.tenant(),
              row.holder() == null
                  ? tenants.of(row.tenant()).unwrap(row.id(), wrapped)
                  : subjects.unwrap(row.tenant(), row.holder(), row.id(), wrapped));
      opened.put(key.root(), key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new UnsealableException("the key of " + row.id());
    }
  }

  /** Forgets keys that were destroyed. */
  void forget(Collection<String> roots) {
    opened.invalidateAll(roots);
  }

  @Override
  public byte[] open(StoredPlace place, String field, byte[] sealed) {
    try {
      return AesGcm.decrypt(existing(place.subject()).secret(), place.with(field), sealed);
    } catch (GeneralSecurityException e) {
      throw new UnsealableException("%s %s of %s".formatted(place.type(), field, place.subject()));
    }
  }

  /**
   * Opens a value that stands apart.
   *
   * @throws ErasedException when its key was destroyed
   */
  public byte[] openApart(String root, byte[] sealed) {
    try {
      return Apart.open(existing(root), sealed);
    } catch (GeneralSecurityException e) {
      throw new UnsealableException("a value of " + root);
    }
  }

  private DataKey existing(String subject) {
    DataKey key = find(SubjectKeys.root(subject));
    if (key == null) {
      throw new UnsealableException("the key of " + subject);
    }
    return key;
  }
}
