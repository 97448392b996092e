package io.fluxo.connectors.secret;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.SealingException;
import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretRotation;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.secret.SecretView;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Secrets in the database, sealed. */
@Component
final class StoredSecrets implements SecretStore, SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(StoredSecrets.class);
  private static final int BATCH = 100;

  private final EnvelopeSealing sealing;
  private final SecretTable table;
  private final OpenedSecrets opened;
  private final InstantSource clock;
  private final ObjectProvider<SealedValues> places;

  StoredSecrets(
      EnvelopeSealing sealing,
      JdbcTemplate jdbc,
      InstantSource clock,
      LongSupplier ticker,
      ObjectProvider<SealedValues> places) {
    this.sealing = sealing;
    this.table = new SecretTable(jdbc);
    this.opened = new OpenedSecrets(ticker);
    this.clock = clock;
    this.places = places;
  }

  @Override
  public SecretView put(SecretScope scope, String name, SecretValue value, String actor) {
    byte[] bytes = SecretRules.require(name, value);
    String sealed;
    try {
      sealed = sealing.seal(scope.tenant(), purpose(scope, name), bytes);
    } catch (SealingException e) {
      throw unavailable(e);
    }
    try {
      return table.put(scope, name, sealed, clock.instant(), actor);
    } finally {
      opened.forget();
    }
  }

  @Override
  public boolean remove(SecretScope scope, String name) {
    try {
      return SecretName.isValid(name) && table.remove(scope, name);
    } finally {
      opened.forget();
    }
  }

  @Override
  public Page<SecretView> list(String tenant, String workspace, PageRequest page) {
    List<SecretView> found =
        table.list(tenant, workspace, SecretCursor.read(page.cursor()), page.limit() + 1);
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    List<SecretView> items = found.subList(0, page.limit());
    return new Page<>(items, SecretCursor.of(items.getLast(), workspace));
  }

  @Override
  public Map<String, SecretValue> resolve(SecretScope scope, Set<String> names) {
    Map<String, SecretValue> values = HashMap.newHashMap(names.size());
    Set<String> missing = new HashSet<>();
    for (String name : names) {
      OpenedSecrets.Known known = opened.find(scope, name);
      if (known == null) {
        missing.add(name);
      } else if (known.value() != null) {
        values.put(name, known.value());
      }
    }
    if (!missing.isEmpty()) {
      read(scope, missing, values);
    }
    return values;
  }

  private void read(SecretScope scope, Set<String> names, Map<String, SecretValue> values) {
    long generation = opened.generation();
    Map<String, SecretTable.Row> nearest = new HashMap<>();
    table.visible(scope, names).forEach(row -> nearest.put(row.name(), row));
    for (String name : names) {
      SecretTable.Row row = nearest.get(name);
      SecretValue value = row == null ? null : open(row);
      opened.keep(scope, name, value, generation);
      if (value != null) {
        values.put(name, value);
      }
    }
  }

  private SecretValue open(SecretTable.Row row) {
    byte[] bytes =
        sealing.open(row.scope().tenant(), purpose(row.scope(), row.name()), row.sealed());
    return new SecretValue(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public SecretRotation rotate() {
    boolean added;
    try {
      added = sealing.addKey();
    } catch (SealingException e) {
      throw unavailable(e);
    }
    Resealed own = reseal();
    int resealed = own.resealed();
    int failed = own.failed();
    // Spring leaves this one out where there are others.
    for (SealedValues place : places.stream().filter(each -> each != this).toList()) {
      Resealed done = place.reseal();
      resealed += done.resealed();
      failed += done.failed();
    }
    LOG.info("Key rotation: {} values sealed anew, {} failed", resealed, failed);
    return new SecretRotation(added, resealed, failed);
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    SecretTable.@Nullable Row last = null;
    for (List<SecretTable.Row> rows = table.after(null, BATCH);
        !rows.isEmpty();
        rows = table.after(last, BATCH)) {
      for (SecretTable.Row row : rows) {
        try {
          resealed += reseal(row) ? 1 : 0;
        } catch (SealingException e) {
          failed++;
          LOG.warn("The secret {} could not be sealed anew: {}", row.name(), e.getMessage());
        }
        last = row;
      }
    }
    return new Resealed(resealed, failed);
  }

  private boolean reseal(SecretTable.Row row) {
    SecretScope scope = row.scope();
    String now = sealing.reseal(scope.tenant(), purpose(scope, row.name()), row.sealed());
    return !now.equals(row.sealed()) && table.replace(row, now);
  }

  /** Binds a value to its place; none of the last three holds a slash. */
  static String purpose(SecretScope scope, String name) {
    return "secret/%s/%s/%s/%s".formatted(scope.workspace(), scope.workflow(), scope.node(), name);
  }

  /** Where the keystore is and what is wrong with it is the operator's business. */
  private static Rejection unavailable(SealingException e) {
    LOG.warn("The keystore cannot be used: {}", e.getMessage());
    return new Rejection(
        Rejection.Code.UNAVAILABLE,
        "Expected the keystore to seal values, but it cannot now: the operator's log says why");
  }
}
