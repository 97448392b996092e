package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keystore that needs nothing else: keys in a file of the data directory or in a setting. */
final class LocalKeystore implements Keystore {

  static final String NAME = "local";

  private final KeySource source;
  private final SecureRandom random;
  private volatile @Nullable LocalKeys known;

  LocalKeystore(KeySource source, SecureRandom random) {
    this.source = source;
    this.random = random;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Wrapped wrap(byte[] dataKey, Binding binding) {
    return keys().wrap(dataKey, binding, random);
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, Binding binding) {
    LocalKeys.Key key = key(wrapped.version());
    try {
      return LocalKeys.unwrap(key, wrapped, binding);
    } catch (GeneralSecurityException e) {
      throw new SealingException(
          "Expected a value of this tenant and purpose, but the sealed text is another's or was"
              + " changed: set the value anew",
          e);
    }
  }

  @Override
  public Wrapped rewrap(Wrapped wrapped, Binding binding) {
    if (keys().newest().version().equals(wrapped.version())) {
      return wrapped;
    }
    byte[] dataKey = unwrap(wrapped, binding);
    try {
      return wrap(dataKey, binding);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  @Override
  public boolean addKey() {
    LocalKeys more = source.add();
    if (more != null) {
      known = more;
    }
    return more != null;
  }

  private LocalKeys keys() {
    LocalKeys keys = known;
    if (keys == null) {
      keys = source.readOrBegin();
      known = keys;
    }
    return keys;
  }

  /** A key that is not known may have been added by another process, or restored from a backup. */
  private LocalKeys.Key key(String version) {
    LocalKeys keys = known;
    LocalKeys.Key key = keys == null ? null : keys.of(version);
    if (key == null) {
      keys = source.read();
      key = keys == null ? null : keys.of(version);
      if (key == null) {
        throw missing(version);
      }
      known = keys;
    }
    return key;
  }

  private SealingException missing(String version) {
    return new SealingException(
        ("Expected the key %s of the local keystore, but it is not in %s: restore the file keystore"
                + " from the backup of the data directory that sealed the value, or give its keys"
                + " in fluxo.keystore.keys")
            .formatted(version, source.where()),
        null);
  }
}
