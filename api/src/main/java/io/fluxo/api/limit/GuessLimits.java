package io.fluxo.api.limit;

import io.fluxo.api.access.Guesses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts tokens that are not valid by the address that sent them. */
final class GuessLimits implements Guesses {

  private final Limit guesses;
  private final Refusals refusals;

  GuessLimits(Limit guesses, Refusals refusals) {
    this.guesses = guesses;
    this.refusals = refusals;
  }

  @Override
  public boolean refuses(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answered answered = new Answered();
    if (answered.allows(guesses, Addresses.of(request))) {
      refusals.tell(answered, response);
      return false;
    }
    refusals.refuse(answered, request, response);
    return true;
  }
}
