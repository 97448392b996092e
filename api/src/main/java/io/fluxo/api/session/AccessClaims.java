package io.fluxo.api.session;

import java.time.Instant;

/**
 * What an access token says.
 *
 * @param version of the account when it was issued
 * @param from when it begins
 * @param until when it ends
 */
record AccessClaims(
    String tenant, String account, String session, int version, Instant from, Instant until) {

  boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
