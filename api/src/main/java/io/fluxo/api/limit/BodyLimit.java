package io.fluxo.api.limit;

import io.fluxo.messages.humantask.FileRule;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are too large, also where nobody said how large they are, and such as take
 * too long to come.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BodyLimit extends OncePerRequestFilter {

  private final LongSupplier ticker;
  private final long nanos;

  BodyLimit(LimitProperties limits, LongSupplier ticker) {
    this.ticker = ticker;
    this.nanos = limits.bodyTime().toNanos();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Bounded(request, most(request)), response);
  }

  private static long most(HttpServletRequest request) {
    boolean file = "POST".equals(request.getMethod()) && takesFile(request.getServletPath());
    return file ? FileRule.LARGEST : BoundedBody.MOST;
  }

  private static boolean takesFile(String path) {
    String[] parts = path.split("/", 7);
    return parts.length == 6 && path.startsWith("/api/v1/tasks/") && parts[5].equals("files");
  }

  private final class Bounded extends HttpServletRequestWrapper {

    private final long most;

    Bounded(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (getContentLengthLong() > most) {
        throw BoundedBody.tooLarge(most);
      }
      return new BoundedBody(super.getInputStream(), most, ticker, nanos);
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
