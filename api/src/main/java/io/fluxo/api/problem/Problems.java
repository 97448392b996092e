package io.fluxo.api.problem;

import io.fluxo.api.context.ContextFilter;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem details (RFC 9457) with a stable type and code. */
public final class Problems {

  private static final String TYPE = "urn:fluxo:problem:";
  private static final String REGISTERED = "https://iana.org/assignments/http-problem-types#";

  /** Codes for which there is a type that others use too. */
  private static final Map<String, URI> TYPES =
      Map.of(
          "rate_limited", URI.create(REGISTERED + "quota-exceeded"),
          "too_many_open", URI.create(REGISTERED + "temporary-reduced-capacity"));

  private Problems() {}

  /** The problem of a rejection. */
  public static ProblemDetail of(Rejection rejection, HttpServletRequest request) {
    ProblemDetail problem =
        of(
            status(rejection.code()),
            rejection.code().name().toLowerCase(Locale.ROOT),
            rejection.getMessage(),
            request);
    if (!rejection.problems().isEmpty()) {
      problem.setProperty("errors", rejection.problems());
    }
    return problem;
  }

  /** A problem of the edge itself. */
  public static ProblemDetail of(
      HttpStatusCode status, String code, @Nullable String detail, HttpServletRequest request) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    HttpStatus known = HttpStatus.resolve(status.value());
    problem.setTitle(known == null ? "Problem" : known.getReasonPhrase());
    problem.setDetail(detail);
    complete(problem, code, request);
    return problem;
  }

  /** Adds what every problem has. */
  static void complete(ProblemDetail problem, String code, HttpServletRequest request) {
    URI registered = TYPES.get(code);
    problem.setType(registered == null ? URI.create(TYPE + code) : registered);
    problem.setProperty("code", code);
    if (request.getAttribute(ContextFilter.CONTEXT) instanceof Context context) {
      problem.setProperty("correlation", context.correlation());
    }
  }

  /** The rejection inside an exception, if there is one. */
  public static @Nullable Rejection rejection(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Rejection rejection) {
        return rejection;
      }
    }
    return null;
  }

  static HttpStatus status(Rejection.Code code) {
    return switch (code) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case INVALID_STATE, CONFLICT -> HttpStatus.CONFLICT;
      case INVALID_INPUT, KEY_REUSED -> HttpStatus.UNPROCESSABLE_ENTITY;
      case ERASED -> HttpStatus.GONE;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      // Not 503: programs repeat that by themselves.
      case OUTCOME_UNKNOWN, DAMAGED -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  /** A rejection of one field of a request. */
  public static Rejection invalid(String pointer, String message, String expected) {
    return new Rejection(
        Rejection.Code.INVALID_INPUT,
        message,
        List.of(new Rejection.Problem(pointer, 0, 0, message, expected)));
  }
}
