package io.fluxo.api.session;

import io.fluxo.api.member.MemberView;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets who got in.
 *
 * @param accessToken for the header {@code Authorization: Bearer}; null for a browser
 * @param expiresIn for how many seconds
 * @param refreshToken good for one exchange; null for a browser
 */
public record Tokens(
    @Nullable String accessToken,
    @Nullable String tokenType,
    long expiresIn,
    @Nullable String refreshToken,
    MemberView member) {

  /** The same for a browser, which has the tokens in cookies. */
  Tokens withoutTokens() {
    return new Tokens(null, null, expiresIn, null, member);
  }

  @Override
  public String toString() {
    return "Tokens[" + member.id() + "]";
  }
}
