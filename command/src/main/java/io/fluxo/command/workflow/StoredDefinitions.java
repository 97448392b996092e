package io.fluxo.command.workflow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Published versions from the event store. A version never changes, so it is kept for as long as
 * there is room; which one is the newest is asked again after a second, because another node may
 * have published.
 */
@Component
class StoredDefinitions implements PublishedDefinitions {

  static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_VERSIONS = 10_000;
  private static final int MOST_WORKFLOWS = 10_000;

  private record Version(WorkflowKey key, int number) {}

  private record Compiled(WorkflowRef ref, Definition definition) {}

  private final WorkflowStreams streams;
  private final InstantSource clock;
  private final Cache<Version, Compiled> versions =
      Caffeine.newBuilder().maximumSize(MOST_VERSIONS).build();
  private final Cache<WorkflowKey, Newest> newest =
      Caffeine.newBuilder().maximumSize(MOST_WORKFLOWS).build();

  StoredDefinitions(EventStore events, InstantSource clock) {
    this.streams = new WorkflowStreams(events);
    this.clock = clock;
  }

  @Override
  public Published find(WorkflowKey key, @Nullable Integer version) {
    Newest now = newest(key);
    if (now == null || now.version() == 0) {
      throw Rejection.notFound("published workflow " + key.id());
    }
    if (version == null && now.archived()) {
      throw Rejection.invalidState("run", "workflow " + key.id(), "archived");
    }
    int number = version == null ? now.version() : version;
    Compiled compiled = compiled(key, number);
    if (compiled == null) {
      throw Rejection.notFound("version " + number + " of workflow " + key.id());
    }
    return new Published(compiled.ref(), compiled.definition(), now.archived());
  }

  @Override
  public Definition at(WorkflowKey key, int version) {
    Compiled compiled = compiled(key, version);
    if (compiled == null) {
      throw new IllegalStateException("Expected version " + version + " of workflow " + key);
    }
    return compiled.definition();
  }

  @Override
  public void published(WorkflowKey key) {
    newest.invalidate(key);
  }

  private @Nullable Newest newest(WorkflowKey key) {
    Newest known = newest.getIfPresent(key);
    if (known != null && isFresh(known)) {
      return known;
    }
    return newest
        .asMap()
        .compute(
            key,
            (same, before) ->
                before != null && isFresh(before)
                    ? before
                    : streams.newest(key, before, clock.instant()));
  }

  private boolean isFresh(Newest known) {
    return clock.instant().isBefore(known.readAt().plus(FRESH));
  }

  private @Nullable Compiled compiled(WorkflowKey key, int number) {
    return versions.get(new Version(key, number), this::compile);
  }

  private @Nullable Compiled compile(Version version) {
    WorkflowPublished event = streams.version(version.key(), version.number());
    return event == null
        ? null
        : new Compiled(
            new WorkflowRef(event.key().id(), event.version(), event.hash()),
            DefinitionParser.stored(event.definition()));
  }
}
