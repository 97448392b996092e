package io.fluxo.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class EventQueriesTest {
  private final ReadSide side = new ReadSide();

  @Test
  void aWorkspaceSeesItsOwnEventsPageByPageInOrder() throws Throwable {
    new History(side::store, 3).live(20);
    List<StoredEvent> mine = all("default", null, null, null, null);
    List<StoredEvent> theirs = all("other", null, null, null, null);
    assertThat(mine.size() + theirs.size()).isEqualTo(side.stored().size());
    assertThat(mine).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
    assertThat(mine).allMatch(event -> event.checksum().length() == 64);
    assertThat(all("default", null, "flx.run.started", null, null)).hasSize(13);
    assertThat(all("nobody", null, null, null, null)).isEmpty();
  }

  @Test
  void aRunIsListedWithItsStepsAndOnlyForItsOwner() throws Throwable {
    new History(side::store, 3).live(5);
    String run = History.id(1).value();
    long expected =
        side.stored().stream()
            .map(DomainEventMessage::getAggregateIdentifier)
            .filter(subject -> subject.startsWith(run))
            .count();
    assertThat(all("default", run, null, null, null)).hasSize((int) expected);
    assertThatThrownBy(() -> all("other", run, null, null, null)).isInstanceOf(Rejection.class);
  }

  @Test
  void timesBoundAListAlsoOverManyWindows() throws Throwable {
    side.jdbc()
        .update(
            """
            INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, time,
              metadata, payload)
            SELECT 's' || i, 0, 'any', 'e' || i, 'flx.any',
              to_char(timestamp '2026-01-01' + i * interval '1 second',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              convert_to('{"t":"' || CASE WHEN i > 22000 THEN 'rare' ELSE 'default' END
                || '","w":"main","a":"x","c":"y"}', 'UTF8'),
              convert_to('{}', 'UTF8')
            FROM generate_series(1, 22010) i
            """);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(all("rare", null, null, null, null)).hasSize(10);
    List<StoredEvent> found =
        all("default", null, null, start.plusSeconds(21000), start.plusSeconds(21100));
    assertThat(found).hasSize(100);
    assertThat(found.getFirst().time()).isEqualTo(start.plusSeconds(21000));
    assertThat(all("default", null, null, null, start.plusSeconds(11))).hasSize(10);
  }

  @SuppressWarnings("unchecked")
  private List<StoredEvent> all(
      String tenant, String subject, String type, Instant after, Instant before) throws Throwable {
    List<StoredEvent> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<StoredEvent> page =
          side.ask(
              new ListEvents(
                  tenant, "main", subject, type, after, before, new PageRequest(cursor, 7)),
              instanceOf(Page.class));
      found.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return found;
  }
}
