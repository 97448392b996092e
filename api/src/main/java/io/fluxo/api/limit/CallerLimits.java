package io.fluxo.api.limit;

import io.fluxo.api.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits what a caller, and all callers of a tenant together, may ask for. */
final class CallerLimits extends OncePerRequestFilter {

  private final Limit callers;
  private final Limit tenants;
  private final Refusals refusals;

  CallerLimits(Limit callers, Limit tenants, Refusals refusals) {
    this.callers = callers;
    this.tenants = tenants;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = Caller.of(request);
    if (caller == null) {
      chain.doFilter(request, response);
      return;
    }
    Answered answered = new Answered();
    // What a caller is refused does not count for the tenant.
    if (answered.allows(callers, caller.tenant() + '/' + caller.actor())
        && answered.allows(tenants, caller.tenant())) {
      refusals.tell(answered, response);
      chain.doFilter(request, response);
    } else {
      refusals.refuse(answered, request, response);
    }
  }
}
