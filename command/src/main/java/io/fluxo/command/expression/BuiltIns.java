package io.fluxo.command.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All functions of the language, bounded or refused. */
final class BuiltIns {

  private static final Set<String> READ_WHOLE =
      Set.of("string", "distinct", "clone", "sort", "merge", "keys", "spread", "zip");
  private static final Set<String> WITH_PATTERNS = Set.of("match", "contains", "replace", "split");

  // name, signature, and the library's method where it is called otherwise
  private static final String TABLE =
      """
      sum <a<n>:n>
      count <a:n>
      max <a<n>:n>
      min <a<n>:n>
      average <a<n>:n>
      string <x-b?:s>
      substring <s-nn?:s>
      substringBefore <s-s:s>
      substringAfter <s-s:s>
      lowercase <s-:s>
      uppercase <s-:s>
      length <s-:n>
      trim <s-:s>
      pad <s-ns?:s>
      match <s-f<s:o>n?:a<o>>
      contains <s-(sf):b>
      replace <s-(sf)(sf)n?:s>
      split <s-(sf)n?:a<s>>
      join <a<s>s?:s>
      formatNumber <n-so?:s>
      formatBase <n-n?:s>
      formatInteger <n-s:s>
      parseInteger <s-s:n>
      number <(nsb)-:n>
      floor <n-:n>
      ceil <n-:n>
      round <n-n?:n>
      abs <n-:n>
      sqrt <n-:n>
      power <n-n:n>
      random <:n>
      boolean <x-:b> toBoolean
      not <x-:b>
      map <af>
      zip <a+>
      filter <af>
      single <af?>
      reduce <afj?:j> foldLeft
      sift <o-f?:o>
      keys <x-:a<s>>
      lookup <x-s:x>
      append <xx:a>
      exists <x:b>
      spread <x-:a<o>>
      merge <a<o>:o>
      reverse <a:a>
      each <o-f:a>
      error <s?:x>
      assert <bs?:x> assertFn
      type <x:s>
      sort <af?:a>
      shuffle <a:a>
      distinct <x:x>
      base64encode <s-:s>
      base64decode <s-:s>
      encodeUrlComponent <s-:s>
      encodeUrl <s-:s>
      decodeUrlComponent <s-:s>
      decodeUrl <s-:s>
      eval <sx?:x> functionEval
      toMillis <s-s?:n> dateTimeToMillis
      fromMillis <n-s?s?:s> dateTimeFromMillis
      clone <(oa)-:o> functionClone
      now <s?s?:s>
      millis <:n>
      """;

  private static final Map<String, BuiltIn> ALL = all();

  private BuiltIns() {}

  /** Puts the bounded functions in the place of those that an expression may call. */
  static void install(Jsonata parsed, String text) {
    ALL.forEach(
        (name, function) -> {
          if (text.contains(name)) {
            parsed.registerFunction(name, function);
          }
        });
  }

  private static Map<String, BuiltIn> all() {
    Map<String, BuiltIn.Body> own = new LinkedHashMap<>(TextFunctions.bodies());
    own.putAll(FormatFunctions.bodies());
    Map<String, BuiltIn> all = new LinkedHashMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split(" ", -1);
              String name = parts[0];
              String method = parts.length > 2 ? parts[2] : name;
              all.put(
                  name,
                  new BuiltIn(
                      name,
                      parts[1],
                      method,
                      own.get(name),
                      WITH_PATTERNS.contains(name),
                      READ_WHOLE.contains(name)));
            });
    return Map.copyOf(all);
  }
}
