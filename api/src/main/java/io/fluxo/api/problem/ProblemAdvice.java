package io.fluxo.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fluxo.messages.fault.DatabaseFault;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.rejection.Rejection.Problem;
import io.fluxo.messages.value.UnreadablePayload;
import io.fluxo.messages.value.Unspoken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns everything that goes wrong in a controller into a problem; nothing inside is shown. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(Refused.class)
  ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
    ProblemDetail problem =
        Problems.of(refused.status(), refused.code(), refused.getMessage(), request);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(refused.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (refused.retryAfter() != null) {
      answer.header(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, refused.retryAfter().toSeconds())));
    }
    return Objects.requireNonNull(answer.body(problem));
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> any(Exception thrown, HttpServletRequest request) {
    Rejection rejection = Problems.rejection(thrown);
    if (rejection != null) {
      return answer(Problems.of(rejection, request));
    }
    if (thrown instanceof IllegalArgumentException) {
      // Ids and cursors that do not have the form of one; their messages are ours.
      return answer(
          Problems.of(HttpStatus.BAD_REQUEST, "invalid_request", thrown.getMessage(), request));
    }
    Rejection fault = fault(thrown);
    if (fault != null) {
      LOG.warn("A request is refused: {} ({})", fault.getMessage(), thrown.getClass().getName());
      return answer(Problems.of(fault, request));
    }
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    LOG.error("A request to {} failed", pattern, Unspoken.of(thrown));
    return answer(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong here; tell the correlation id to the operator",
            request));
  }

  /** What is wrong below us, said in words of ours. */
  private static @Nullable Rejection fault(Throwable thrown) {
    DatabaseFault fault = DatabaseFault.of(thrown);
    if (fault.isPassing() && fault != DatabaseFault.OTHER) {
      return fault.refusal();
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadablePayload) {
        return new Rejection(Rejection.Code.DAMAGED, String.valueOf(cause.getMessage()));
      }
    }
    return null;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception thrown,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest web) {
    HttpServletRequest request = ((ServletWebRequest) web).getRequest();
    ProblemDetail problem =
        body instanceof ProblemDetail given ? given : ProblemDetail.forStatus(status);
    HttpStatus known = HttpStatus.resolve(status.value());
    Problems.complete(
        problem,
        known == null ? "invalid_request" : known.name().toLowerCase(Locale.ROOT),
        request);
    HttpHeaders sent = new HttpHeaders(headers);
    sent.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(problem, sent, status);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest web) {
    HttpServletRequest request = ((ServletWebRequest) web).getRequest();
    Rejection rejection = Problems.rejection(thrown);
    ProblemDetail problem =
        rejection != null
            ? Problems.of(rejection, request)
            : Problems.of(
                HttpStatus.BAD_REQUEST, "malformed_body", "The body cannot be read", request);
    if (rejection == null && thrown.getCause() instanceof JsonProcessingException json) {
      problem.setProperty("errors", List.of(place(json)));
    }
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** Where a body is wrong; Jackson's own message may quote the body, and is not passed on. */
  private static Problem place(JsonProcessingException json) {
    JsonLocation location = json.getLocation();
    int line = location == null ? 0 : Math.max(0, location.getLineNr());
    int column = location == null ? 0 : Math.max(0, location.getColumnNr());
    if (json instanceof UnrecognizedPropertyException unknown) {
      return new Problem(
          "", line, column, "There is an unknown field", "one of " + unknown.getKnownPropertyIds());
    }
    return new Problem("", line, column, "The JSON is malformed or of another type here", null);
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return Objects.requireNonNull(answer.body(problem));
  }
}
