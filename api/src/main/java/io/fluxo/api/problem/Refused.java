package io.fluxo.api.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that the edge itself refuses. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final @Nullable Duration retryAfter;

  /**
   * A refusal.
   *
   * @param code a word for programs
   * @param detail what is wrong and what to do
   */
  public Refused(HttpStatus status, String code, String detail) {
    this(status, code, detail, null);
  }

  /**
   * A refusal that ends.
   *
   * @param retryAfter when it makes sense to try again
   */
  public Refused(HttpStatus status, String code, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  HttpStatus status() {
    return status;
  }

  /** A word for programs. */
  public String code() {
    return code;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
