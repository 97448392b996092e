package io.fluxo.messages.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check of a tenant's events against its log.
 *
 * @param check its id
 * @param cause {@code demand} or {@code schedule}
 * @param endedAt null while it goes on
 * @param size how many leaves of the log were compared
 * @param checkpoints how many checkpoints were
 * @param found how many places do not agree
 * @param findings the first of them
 */
public record LogCheck(
    String check,
    String cause,
    Instant startedAt,
    @Nullable Instant endedAt,
    long size,
    long checkpoints,
    long found,
    List<LogFinding> findings) {

  /** How many findings are told; more are counted. */
  public static final int MOST_FINDINGS = 100;

  public LogCheck {
    findings = List.copyOf(findings);
  }
}
