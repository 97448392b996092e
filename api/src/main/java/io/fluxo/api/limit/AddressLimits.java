package io.fluxo.api.limit;

import io.fluxo.api.access.OpenPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits what an address may ask for while nobody knows who it is. */
final class AddressLimits extends OncePerRequestFilter {

  private final Limit attempts;
  private final Limit webhooks;
  private final Limit links;
  private final Refusals refusals;

  /**
   * The filter.
   *
   * @param attempts to log in, register and the like
   * @param webhooks of providers
   * @param links what people ask who come by a link to a task
   */
  AddressLimits(Limit attempts, Limit webhooks, Limit links, Refusals refusals) {
    this.attempts = attempts;
    this.webhooks = webhooks;
    this.links = links;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getServletPath();
    Answered answered = new Answered();
    boolean allowed = true;
    if (OpenPaths.identify(path)) {
      allowed = answered.allows(attempts, Addresses.of(request));
    } else if (OpenPaths.takeWebhooks(path)) {
      allowed = answered.allows(webhooks, Addresses.of(request));
    } else if (OpenPaths.takeLinks(path)) {
      allowed = answered.allows(links, Addresses.of(request));
    }
    if (allowed) {
      refusals.tell(answered, response);
      chain.doFilter(request, response);
    } else {
      refusals.refuse(answered, request, response);
    }
  }
}
