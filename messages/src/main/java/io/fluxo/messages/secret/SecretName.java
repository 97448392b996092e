package io.fluxo.messages.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of secrets, and how definitions refer to them: {@code ${secrets.name}}. */
public final class SecretName {

  /** What a name looks like: usable in an expression without quotes. */
  public static final String FORM = "[a-z][a-zA-Z0-9_]{0,62}";

  private static final Pattern NAME = Pattern.compile(FORM);
  private static final Pattern REFERENCE = Pattern.compile("\\s*secrets\\.(" + FORM + ")\\s*");

  private SecretName() {}

  /** Whether the text can be a name. */
  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The name to which a placeholder refers.
   *
   * @param expression what stands between the braces
   * @return null where the expression is anything else
   */
  public static @Nullable String referredBy(String expression) {
    Matcher reference = REFERENCE.matcher(expression);
    return reference.matches() ? reference.group(1) : null;
  }

  /** What stands for the value wherever something is stored or shown. */
  public static String mark(String name) {
    return "${secrets." + name + "}";
  }
}
