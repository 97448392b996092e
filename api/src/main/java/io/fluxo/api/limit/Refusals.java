package io.fluxo.api.limit;

import io.fluxo.api.problem.ProblemWriter;
import io.fluxo.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Tells callers how they stand, and turns away who came too often. */
final class Refusals {

  private final ProblemWriter problems;

  Refusals(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Tells what is left. */
  void tell(Answered answered, HttpServletResponse response) {
    if (!answered.isEmpty()) {
      response.setHeader(Answered.POLICY, answered.policies());
      response.setHeader(Answered.LIMIT, answered.limits());
    }
  }

  /** Answers with 429 and when to come back. */
  void refuse(Answered answered, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    tell(answered, response);
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(answered.retryAfter()));
    ProblemDetail problem =
        Problems.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "rate_limited",
            "There were too many requests: come back after "
                + answered.retryAfter()
                + " s, see the header Retry-After",
            request);
    problem.setProperty("violated-policies", answered.violated());
    problems.write(problem, response);
  }
}
