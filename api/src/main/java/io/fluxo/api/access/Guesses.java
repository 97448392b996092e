package io.fluxo.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts requests whose token is not valid: somebody may be guessing. */
public interface Guesses {

  /**
   * Counts one.
   *
   * @return true where there were too many, and the request has been answered so
   */
  boolean refuses(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
