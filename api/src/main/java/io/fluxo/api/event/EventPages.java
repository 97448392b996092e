package io.fluxo.api.event;

import io.fluxo.api.context.Rooms;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.page.Page;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Asks for pages of stored events. */
@Component
class EventPages {

  private final Rooms rooms;

  EventPages(Rooms rooms) {
    this.rooms = rooms;
  }

  @SuppressWarnings("unchecked") // the question is answered with a page of stored events
  CompletableFuture<Page<StoredEvent>> page(ListEvents question) {
    return rooms.askPage(question).thenApply(page -> (Page<StoredEvent>) page);
  }
}
