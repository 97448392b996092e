package io.fluxo.connectors.evidence.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of canonical JSON (RFC 8785), read and written. */
public final class CanonicalFile {

  private static final int LONGEST_SHOWN = 200;
  private static final ObjectMapper MAPPER = Json.mapper();

  private final String name;
  private final Map<?, ?> members;

  private CanonicalFile(String name, Map<?, ?> members) {
    this.name = name;
    this.members = members;
  }

  /** The bytes of a tree. */
  public static byte[] write(@Nullable Object tree) {
    return CanonicalJson.write(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an object.
   *
   * @throws Damage when it is none, or written in another form than the canonical one
   */
  public static CanonicalFile read(String name, byte[] bytes) throws Damage {
    try {
      Object tree = MAPPER.readValue(bytes, Object.class);
      if (tree instanceof Map<?, ?> members && Arrays.equals(write(tree), bytes)) {
        return new CanonicalFile(name, members);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Damage(name, "it is no JSON");
    }
    throw new Damage(name, "it is not canonical JSON (RFC 8785)");
  }

  /**
   * Reads an object in whatever form.
   *
   * @throws Damage when it is none
   */
  public static CanonicalFile any(String name, String text) throws Damage {
    try {
      if (MAPPER.readValue(text, Object.class) instanceof Map<?, ?> members) {
        return new CanonicalFile(name, members);
      }
    } catch (IOException e) {
      throw new Damage(name, "it is no JSON");
    }
    throw new Damage(name, "it is no JSON object");
  }

  /** A member that has to be a text. */
  public String text(String member) throws Damage {
    if (members.get(member) instanceof String text) {
      return text;
    }
    throw missing(member, "text");
  }

  /** A member that has to be a whole number and not negative. */
  public long number(String member) throws Damage {
    if (members.get(member) instanceof Number number
        && number.longValue() == number.doubleValue()
        && number.longValue() >= 0) {
      return number.longValue();
    }
    throw missing(member, "number");
  }

  /** A member that has to be a list of objects. */
  public List<CanonicalFile> list(String member) throws Damage {
    if (members.get(member) instanceof List<?> list
        && list.stream().allMatch(each -> each instanceof Map<?, ?>)) {
      return list.stream().map(each -> new CanonicalFile(name, (Map<?, ?>) each)).toList();
    }
    throw missing(member, "list of objects");
  }

  /** A member that has to be a list of texts. */
  public List<String> texts(String member) throws Damage {
    if (members.get(member) instanceof List<?> list
        && list.stream().allMatch(each -> each instanceof String)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw missing(member, "list of texts");
  }

  /** A member that has to be an object. */
  public CanonicalFile object(String member) throws Damage {
    if (members.get(member) instanceof Map<?, ?> inside) {
      return new CanonicalFile(name, inside);
    }
    throw missing(member, "object");
  }

  /** A text from a pack as it can be shown: of bounded length, and without what moves a cursor. */
  public static String shown(String text) {
    String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7e\\u00a0-\\u024f]", "?");
  }

  /** How many members there are. */
  public int size() {
    return members.size();
  }

  private Damage missing(String member, String kind) {
    return new Damage(name, "expected the member %s to be a %s".formatted(member, kind));
  }
}
