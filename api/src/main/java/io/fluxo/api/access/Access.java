package io.fluxo.api.access;

import io.fluxo.messages.rejection.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to its handler where the caller has the permission the handler names. */
final class Access implements HandlerInterceptor {

  static final String NOT_ALLOWED = "The caller may not do that: ask an administrator";

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return true; // what is no method of ours is a file of the API page, behind an open path
    }
    Caller caller = Caller.of(request);
    if (!isAllowed(method, caller)) {
      throw new Rejection(Rejection.Code.FORBIDDEN, NOT_ALLOWED);
    }
    return true;
  }

  private static boolean isAllowed(HandlerMethod method, @Nullable Caller caller) {
    Requires required = method.getMethodAnnotation(Requires.class);
    if (required != null) {
      return caller != null && caller.may(required.value());
    }
    Open open = method.getMethodAnnotation(Open.class);
    if (open != null) {
      return open.value() == Open.To.ANYBODY || caller != null;
    }
    if (ErrorController.class.isAssignableFrom(method.getBeanType())
        || method.getBeanType().getName().startsWith("org.springdoc.")) {
      return true;
    }
    LOG.error("{} names no permission, and is refused", method);
    return false;
  }
}
