package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request of somebody who may see the health in detail, as the health endpoint asks for it. */
final class Observer extends HttpServletRequestWrapper {

  Observer(HttpServletRequest request) {
    super(request);
  }

  @Override
  public Principal getUserPrincipal() {
    return Permission.SYSTEM_OBSERVE::text;
  }
}
