package io.fluxo.api.context;

import io.fluxo.api.logging.LogFields;
import io.fluxo.messages.context.Context;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Begins the context of each request with what anybody may say, and tells its correlation id in the
 * answer. Whose it is, is nobody's until the caller is known.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class ContextFilter extends OncePerRequestFilter {

  /** The request attribute that holds the context. */
  public static final String CONTEXT = Context.class.getName();

  private static final String CORRELATION_HEADER = "X-Correlation-Id";
  private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** An IPv4 or IPv6 address; what a proxy says of it is settled by the server. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

  private final Ids ids;

  ContextFilter(Ids ids) {
    this.ids = ids;
  }

  @Override
  @SuppressWarnings({"unused", "try"}) // the fields work by being open
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String correlation = matching(request.getHeader(CORRELATION_HEADER), CORRELATION);
    String trace = matching(request.getHeader("traceparent"), TRACEPARENT);
    Context context =
        new Context(
            Context.NOBODY,
            Context.NOBODY,
            "anonymous",
            correlation == null ? ids.next() : correlation,
            null,
            trace,
            matching(request.getRemoteAddr(), ADDRESS));
    request.setAttribute(CONTEXT, context);
    response.setHeader(CORRELATION_HEADER, context.correlation());
    if (trace != null) {
      response.setHeader("traceparent", trace);
    }
    try (LogFields fields = LogFields.of(context)) {
      chain.doFilter(request, response);
    }
  }

  /** The context of a request that has passed here. */
  public static Context of(HttpServletRequest request) {
    return (Context) Objects.requireNonNull(request.getAttribute(CONTEXT));
  }

  /** What is not of the form is as good as nothing: it would end up in logs and events. */
  private static @Nullable String matching(@Nullable String text, Pattern form) {
    return text != null && form.matcher(text).matches() ? text : null;
  }
}
