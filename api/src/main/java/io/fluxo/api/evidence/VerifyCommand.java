package io.fluxo.api.evidence;

import io.fluxo.messages.evidence.PackReport;
import io.fluxo.messages.evidence.PackVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks an evidence pack on the command line. It starts nothing, asks nobody, and needs neither
 * database nor network.
 */
public final class VerifyCommand {

  /** The first argument that asks for it. */
  public static final String NAME = "verify";

  private static final List<String> OPTIONS = List.of("--ca", "--checkpoint", "--consistency");
  private static final long LARGEST = 128L * 1024 * 1024;
  private static final String USAGE =
      """
      Usage: verify <pack.zip> [--ca <certificates.pem>]
                    [--checkpoint <newer.txt> --consistency <proof.json>]
      Ends with 0 where the pack is what it says, 1 where it is not, 2 where it cannot be looked at.
      """;

  private VerifyCommand() {}

  /**
   * Checks a pack and says each check.
   *
   * @param arguments those of the program, {@link #NAME} first
   * @return what the program is to end with: 0, 1 or 2
   */
  public static int run(String[] arguments, PrintStream out, PrintStream errors) {
    Map<String, String> options = new HashMap<>();
    String pack = null;
    for (int i = 1; i < arguments.length; i++) {
      if (OPTIONS.contains(arguments[i]) && i + 1 < arguments.length) {
        options.put(arguments[i], arguments[++i]);
      } else if (arguments[i].startsWith("-") || pack != null) {
        errors.print(USAGE);
        return 2;
      } else {
        pack = arguments[i];
      }
    }
    if (pack == null
        || options.containsKey("--checkpoint") != options.containsKey("--consistency")) {
      errors.print(USAGE);
      return 2;
    }
    try {
      PackVerifier.Trust trust =
          new PackVerifier.Trust(
              text(options.get("--ca")),
              text(options.get("--checkpoint")),
              text(options.get("--consistency")));
      return say(Verifiers.find().verify(bytes(pack), trust), out);
    } catch (IOException e) {
      errors.println("Expected a file, but it cannot be read: " + e.getMessage());
      return 2;
    }
  }

  private static int say(PackReport report, PrintStream out) {
    for (PackReport.Check check : report.checks()) {
      String outcome = check.outcome().text();
      out.printf(
          Locale.ROOT,
          "%-8s %s: %s%n",
          check.outcome() == PackReport.Outcome.FAILED ? outcome.toUpperCase(Locale.ROOT) : outcome,
          check.name(),
          check.detail());
    }
    out.println(report.valid() ? "The pack is what it says." : "The pack is NOT what it says.");
    return report.valid() ? 0 : 1;
  }

  private static @Nullable String text(@Nullable String file) throws IOException {
    return file == null ? null : new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) throws IOException {
    Path path = Path.of(file);
    if (Files.isRegularFile(path) && Files.size(path) > LARGEST) {
      throw new IOException("%s is larger than %d bytes".formatted(path, LARGEST));
    }
    return Files.readAllBytes(path);
  }
}
