package io.fluxo.api.health;

import io.fluxo.api.boot.postgres.DatabaseWatch;
import io.fluxo.api.problem.ProblemWriter;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.fault.DatabaseFault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests at once while the database is known to be away, instead of letting each wait for
 * it, and answers in words where a filter behind it finds the database away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
final class DatabaseGate extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  /** What is answered without a database. */
  private static final List<String> WITHOUT =
      List.of("/actuator/health", "/answer", "/docs", "/swagger-ui", "/error");

  private final DatabaseWatch database;
  private final ProblemWriter problems;

  DatabaseGate(DatabaseWatch database, ProblemWriter problems) {
    this.database = database;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getServletPath();
    if (!database.isUp() && WITHOUT.stream().noneMatch(path::startsWith)) {
      refuse(DatabaseFault.AWAY, request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      DatabaseFault fault = DatabaseFault.of(e);
      if (!fault.isPassing() || fault == DatabaseFault.OTHER || response.isCommitted()) {
        throw e;
      }
      LOG.warn("A request is refused, for the database is {}", fault);
      response.reset();
      refuse(fault, request, response);
    }
  }

  private void refuse(DatabaseFault fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    problems.write(Problems.of(fault.refusal(), request), response);
  }
}
