package io.fluxo.api.humantask;

import io.fluxo.api.access.Guesses;
import io.fluxo.messages.rejection.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Finds the link by which somebody comes. What is forged, over, used or taken back is one and the
 * same: nobody learns which links there were.
 */
@Component
final class AnswerTokens {

  private static final String SCHEME = "Link ";

  private final LinkTokens tokens;
  private final Guesses guesses;

  AnswerTokens(LinkTokens tokens, Guesses guesses) {
    this.tokens = tokens;
    this.guesses = guesses;
  }

  /** There is no link, whatever became of it. */
  static Rejection none() {
    return Rejection.notFound("such link any more: it was used, has ended, or was taken back");
  }

  /**
   * The link of a request, by its header {@code Authorization} or by its body.
   *
   * @param inBody the token in the body, null for none
   * @return null where somebody guessed too often and has been told so
   * @throws Rejection NOT_FOUND where there is no good token
   */
  @Nullable AnswerLink find(
      @Nullable String inBody, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean inHeader = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String token = inHeader ? header.substring(SCHEME.length()).strip() : inBody;
    AnswerLink link = token == null ? null : tokens.read(token);
    if (link != null) {
      return link;
    }
    if (guesses.refuses(request, response)) {
      return null;
    }
    throw none();
  }
}
