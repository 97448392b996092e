package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a local keystore. The first one seals.
 *
 * @param keys at least one, no two with the same number
 */
record LocalKeys(List<Key> keys) {

  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,5}):([A-Za-z0-9+/_=-]{43,44})");

  /** A key with its number. */
  record Key(int number, SecretKey secret) {

    Key(int number, byte[] bytes) {
      this(number, new SecretKeySpec(bytes, "AES"));
    }

    byte[] bytes() {
      return secret.getEncoded();
    }

    /** The number and what tells this key from another one with the same number. */
    String version() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("fluxo keystore".getBytes(StandardCharsets.US_ASCII));
        String check = HexFormat.of().formatHex(digest.digest(bytes()), 0, 4);
        return number + "-" + check;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return "Key[" + number + "]";
    }
  }

  LocalKeys {
    keys = List.copyOf(keys);
  }

  /** A keystore with one new key. */
  static LocalKeys fresh(SecureRandom random) {
    return new LocalKeys(List.of(new Key(1, Gcm.random(random, Gcm.KEY_BYTES))));
  }

  /**
   * Reads {@code <number>:<base64>} entries, divided by commas or line ends; lines that begin with
   * {@code #} say something to people.
   *
   * @param where what was read, for the sentence of the refusal
   * @throws SealingException naming the place, and nothing of what is there, when it is wrong
   */
  static LocalKeys parse(String text, String where) {
    List<Key> keys = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (String line : text.split("\\R")) {
      if (line.strip().startsWith("#")) {
        continue;
      }
      for (String entry : line.split(",")) {
        if (!entry.isBlank()) {
          Key key = key(entry.strip());
          if (key == null || !numbers.add(key.number())) {
            throw unreadable(where);
          }
          keys.add(key);
        }
      }
    }
    if (keys.isEmpty()) {
      throw unreadable(where);
    }
    return new LocalKeys(keys);
  }

  private static @Nullable Key key(String entry) {
    Matcher form = FORM.matcher(entry);
    if (!form.matches()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(form.group(2).replace('-', '+').replace('_', '/'));
      return bytes.length == Gcm.KEY_BYTES ? new Key(Integer.parseInt(form.group(1)), bytes) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static SealingException unreadable(String where) {
    return new SealingException(
        ("Expected numbered keys of 32 bytes in %s, such as 2:<base64>,1:<base64>, each number"
                + " once, but it is of another form: correct it, or restore it from its backup")
            .formatted(where),
        null);
  }

  Key newest() {
    return keys.getFirst();
  }

  @Nullable Key of(String version) {
    for (Key key : keys) {
      if (key.version().equals(version)) {
        return key;
      }
    }
    return null;
  }

  /** The same with a new key in front. */
  LocalKeys withNew(SecureRandom random) {
    int number = keys.stream().mapToInt(Key::number).max().orElse(0) + 1;
    List<Key> more = new ArrayList<>(keys);
    more.addFirst(new Key(number, Gcm.random(random, Gcm.KEY_BYTES)));
    return new LocalKeys(more);
  }

  /** As {@link #parse} reads it. */
  String text() {
    return keys.stream()
        .map(key -> key.number() + ":" + Base64.getEncoder().encodeToString(key.bytes()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Wraps with the newest key. */
  Keystore.Wrapped wrap(byte[] dataKey, Binding binding, SecureRandom random) {
    String version = newest().version();
    byte[] wrapped =
        Gcm.encrypt(random, newest().bytes(), binding.with(associated(version)), dataKey);
    return new Keystore.Wrapped(
        version, Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped));
  }

  /**
   * Unwraps with one of the keys.
   *
   * @throws GeneralSecurityException when it was not wrapped with this key for this binding
   */
  static byte[] unwrap(Key key, Keystore.Wrapped wrapped, Binding binding)
      throws GeneralSecurityException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(wrapped.text());
      return Gcm.decrypt(key.bytes(), binding.with(associated(wrapped.version())), bytes);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static String associated(String version) {
    return SealedText.FORMAT + ":key:local:" + version;
  }

  @Override
  public String toString() {
    return "LocalKeys" + keys;
  }
}
