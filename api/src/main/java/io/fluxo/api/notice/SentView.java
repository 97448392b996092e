package io.fluxo.api.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is or was told something.
 *
 * @param channel app, email or webhook
 * @param to {@code user:<id>}, {@code outside} or {@code hook}
 * @param address the e-mail address that it goes to now, null where there is none
 * @param state waiting, sending, sent, failed or dropped
 * @param nextAt when it is tried, null for what has ended
 * @param error why the last attempt did not work
 */
record SentView(
    String id,
    String channel,
    String to,
    @Nullable String address,
    String what,
    String state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant sentAt,
    @Nullable Instant readAt,
    @Nullable String error,
    Instant createdAt) {

  @Override
  public String toString() {
    return "SentView[" + id + "]";
  }
}
