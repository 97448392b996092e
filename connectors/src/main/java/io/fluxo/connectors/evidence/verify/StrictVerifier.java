package io.fluxo.connectors.evidence.verify;

import io.fluxo.connectors.evidence.pack.CanonicalFile;
import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.messages.evidence.PackReport;
import io.fluxo.messages.evidence.PackReport.Check;
import io.fluxo.messages.evidence.PackReport.Outcome;
import io.fluxo.messages.evidence.PackVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Checks a pack from the outside to the inside, and stops at the first thing that is wrong. */
public final class StrictVerifier implements PackVerifier {

  /** A check; it says what it found. */
  @FunctionalInterface
  private interface Step {
    String check() throws Damage;
  }

  /** Nothing is wrong, but the caller should know something. */
  static final class Warning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Warning(String message) {
      super(message, null, false, false);
    }
  }

  /** Found by {@link java.util.ServiceLoader}. */
  public StrictVerifier() {}

  @Override
  public PackReport verify(byte[] pack, Trust trust) {
    OpenedPack opened = new OpenedPack(pack, trust);
    List<Check> checks = new ArrayList<>();
    boolean valid =
        step(checks, "zip", opened::zip)
            && step(checks, "manifest", opened::manifest)
            && step(checks, "file hashes", opened::hashes)
            && step(checks, "signature", opened::signature)
            && step(checks, "certificate", opened::certificate)
            && step(checks, "statement", opened::statement)
            && step(checks, "time stamp", opened::stamp)
            && step(checks, "checkpoint", opened::checkpoint)
            && step(checks, "inclusion", opened::inclusion)
            && step(checks, "streams", opened::streams)
            && step(checks, "facts", opened::facts)
            && step(checks, "definition", opened::definition)
            && step(checks, "later checkpoint", opened::later);
    String run = opened.run();
    return new PackReport(valid, run == null ? null : CanonicalFile.shown(run), checks);
  }

  private static boolean step(List<Check> checks, String name, Step step) {
    try {
      String found = step.check();
      checks.add(
          found.isEmpty()
              ? new Check(name, Outcome.SKIPPED, "There is none")
              : new Check(name, Outcome.OK, found));
      return true;
    } catch (Warning e) {
      checks.add(new Check(name, Outcome.WARNING, Objects.requireNonNull(e.getMessage())));
      return true;
    } catch (Damage e) {
      checks.add(
          new Check(name, Outcome.FAILED, CanonicalFile.shown(String.valueOf(e.getMessage()))));
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever somebody wrote into a pack is answered; what it was is told by the name.
      checks.add(new Check(name, Outcome.FAILED, "It cannot be read"));
      return false;
    }
  }
}
