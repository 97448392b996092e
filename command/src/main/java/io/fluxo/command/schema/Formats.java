package io.fluxo.command.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.FormatValidator;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationContext;
import io.fluxo.messages.brazil.Contacts;
import io.fluxo.messages.brazil.Documents;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats that are asserted: those of JSON Schema, and those that Brazil needs. */
public final class Formats {

  /** Longer than any e-mail address; some of the library's patterns take cubic time. */
  private static final int MAX_LENGTH = 320;

  private static final int MAX_ADDRESS = 2_048;
  private static final Set<String> LONG =
      Set.of("uri", "uri-reference", "iri", "iri-reference", "json-pointer", "regex");

  /**
   * What a mail server could take at all; whether there is such an address only a mail tells. The
   * library asks for a domain that is registered, which those of a company's own network are not.
   */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,20}");

  private static final Map<String, Predicate<String>> OWN =
      Map.of(
          "email", Formats::isEmail,
          "cpf", Documents::isCpf,
          "cnpj", Documents::isCnpj,
          "cep", Contacts::isCep,
          "phone-br", Contacts::isPhone);

  private Formats() {}

  /** Whether a text could be an e-mail address. */
  public static boolean isEmail(String text) {
    return text.length() <= MAX_LENGTH && EMAIL.matcher(text).matches();
  }

  /** The names of all formats. */
  public static Set<String> names() {
    return Holder.NAMES;
  }

  private static final class Holder {
    private static final Set<String> NAMES = names();

    private static Set<String> names() {
      Set<String> names = new TreeSet<>(OWN.keySet());
      JsonMetaSchema.builder(JsonMetaSchema.getV202012())
          .formats(formats -> names.addAll(formats.keySet()));
      return names;
    }
  }

  static void install(Map<String, Format> formats) {
    formats.replaceAll((name, format) -> new OfShortText(format));
    OWN.forEach((name, test) -> formats.put(name, new OfShortText(new Own(name, test))));
  }

  private record Own(String name, Predicate<String> test) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext execution, String value) {
      return test.test(value);
    }
  }

  /** Holds of short texts only. */
  private record OfShortText(Format format) implements Format {
    @Override
    public String getName() {
      return format.getName();
    }

    @Override
    public String getMessageKey() {
      return format.getMessageKey();
    }

    @Override
    public boolean matches(
        ExecutionContext execution,
        ValidationContext validation,
        JsonNode node,
        JsonNode root,
        JsonNodePath place,
        boolean asserted,
        FormatValidator validator) {
      int most = LONG.contains(getName()) ? MAX_ADDRESS : MAX_LENGTH;
      if (node.isTextual() && node.textValue().length() > most) {
        return false;
      }
      return format.matches(execution, validation, node, root, place, asserted, validator);
    }
  }
}
