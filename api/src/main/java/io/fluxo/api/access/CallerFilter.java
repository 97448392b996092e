package io.fluxo.api.access;

import io.fluxo.api.context.ContextFilter;
import io.fluxo.api.logging.LogFields;
import io.fluxo.api.problem.ProblemWriter;
import io.fluxo.messages.context.Context;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks, and turns away whoever does not say so (RFC 6750). */
final class CallerFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(CallerFilter.class);

  /** The header that names the workspace, where it is not the caller's first. */
  static final String WORKSPACE = "X-Fluxo-Workspace";

  private static final String METRICS = "/actuator";
  private static final String HEALTH = "/actuator/health";

  private final List<CallerSource> sources;
  private final Workspaces workspaces;
  private final ProblemWriter problems;
  private final Guesses guesses;

  CallerFilter(
      List<CallerSource> sources, Workspaces workspaces, ProblemWriter problems, Guesses guesses) {
    this.sources = List.copyOf(sources);
    this.workspaces = workspaces;
    this.problems = problems;
    this.guesses = guesses;
  }

  @Override
  @SuppressWarnings({"unused", "try"}) // the fields work by being open
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getServletPath();
    String token = Token.of(request);
    if (OpenPaths.contains(path)) {
      if (token == null || !path.startsWith(HEALTH)) {
        chain.doFilter(request, response);
      } else {
        health(token, request, response, chain);
      }
      return;
    }
    Caller caller = token == null ? null : caller(token);
    if (token == null || caller == null) {
      if (token != null && guesses.refuses(request, response)) {
        return;
      }
      unauthorized(request, response, token == null);
      return;
    }
    String workspace = workspace(caller, request.getHeader(WORKSPACE));
    if (workspace == null) {
      problems.write(
          HttpStatus.FORBIDDEN,
          "workspace",
          "There is no such workspace for this caller: see header " + WORKSPACE,
          request,
          response);
      return;
    }
    if (path.startsWith(METRICS) && !caller.may(Permission.SYSTEM_OBSERVE)) {
      problems.write(HttpStatus.FORBIDDEN, "forbidden", Access.NOT_ALLOWED, request, response);
      return;
    }
    Context context = ContextFilter.of(request).within(caller.tenant(), workspace, caller.actor());
    request.setAttribute(Caller.ATTRIBUTE, caller);
    request.setAttribute(Caller.STANDING, (BooleanSupplier) () -> caller.equals(caller(token)));
    request.setAttribute(ContextFilter.CONTEXT, context);
    try (LogFields fields = LogFields.of(context)) {
      chain.doFilter(request, response);
    }
  }

  /** Whoever cannot be recognised now, for the database is away, sees what strangers see. */
  private void health(
      String token, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = null;
    try {
      caller = caller(token);
      if (caller == null && guesses.refuses(request, response)) {
        return;
      }
    } catch (RuntimeException e) {
      LOG.debug("Who asks for the health cannot be told now", e);
    }
    boolean observer = caller != null && caller.may(Permission.SYSTEM_OBSERVE);
    chain.doFilter(observer ? new Observer(request) : request, response);
  }

  private @Nullable Caller caller(String token) {
    for (CallerSource source : sources) {
      if (source.recognises(token)) {
        return source.caller(token);
      }
    }
    return null;
  }

  /** Where the caller works, null where it may not: whether there is such a place is not told. */
  private @Nullable String workspace(Caller caller, @Nullable String wanted) {
    List<String> own = caller.workspaces();
    if (wanted == null) {
      return own.isEmpty() || own.contains(Context.DEFAULT_WORKSPACE)
          ? Context.DEFAULT_WORKSPACE
          : own.getFirst();
    }
    boolean allowed = own.isEmpty() || own.contains(wanted);
    return allowed && workspaces.exists(caller.tenant(), wanted) ? wanted : null;
  }

  private void unauthorized(
      HttpServletRequest request, HttpServletResponse response, boolean missing)
      throws IOException {
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        missing ? "Bearer realm=\"fluxo\"" : "Bearer realm=\"fluxo\", error=\"invalid_token\"");
    problems.write(
        HttpStatus.UNAUTHORIZED,
        "unauthenticated",
        missing
            ? "Say who you are: send the header Authorization with Bearer and an access token or an"
                + " API key"
            : "The token is not valid, or not any more: log in again or use another API key",
        request,
        response);
  }
}
