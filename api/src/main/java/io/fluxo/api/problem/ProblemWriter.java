package io.fluxo.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Answers with a problem from where no controller was asked yet. */
@Component
public final class ProblemWriter {

  private final ObjectMapper mapper;

  ProblemWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Answers.
   *
   * @param code a word for programs
   * @param detail what is wrong and what to do
   */
  public void write(
      HttpStatus status,
      String code,
      String detail,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    write(Problems.of(status, code, detail, request), response);
  }

  /** Answers with a problem that was made already. */
  public void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
    byte[] body = mapper.writeValueAsBytes(problem);
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
