package io.fluxo.api.notice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to be told something.
 *
 * @param account of the person, null for an address outside and for the hook
 * @param outside which address of the notice, null for the others
 * @param patience how long it waits for others to go with it
 * @param dropped why nobody is told, null where somebody is
 */
record NewNotification(
    Notice notice,
    Channel channel,
    @Nullable String account,
    @Nullable Integer outside,
    Duration patience,
    @Nullable String dropped) {

  String id() {
    String recipient =
        account != null ? "user:" + account : outside != null ? "outside:" + outside : "hook";
    return channel.id(notice.id(), recipient);
  }

  String state() {
    return dropped != null ? "dropped" : channel == Channel.app ? "sent" : "waiting";
  }
}
