package io.fluxo.api.session;

import io.fluxo.api.member.MemberView;

/**
 * What somebody gets who got in.
 *
 * @param accessToken for the header {@code Authorization: Bearer}
 * @param expiresIn for how many seconds
 * @param refreshToken good for one exchange
 */
public record Tokens(
    String accessToken, String tokenType, long expiresIn, String refreshToken, MemberView member) {

  @Override
  public String toString() {
    return "Tokens[" + member.id() + "]";
  }
}
