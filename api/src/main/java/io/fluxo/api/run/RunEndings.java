package io.fluxo.api.run;

import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.history.CommittedEvents.Committed;
import io.fluxo.messages.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Lets callers wait for the end of a run without holding a thread. */
@Component
final class RunEndings implements DisposableBean {

  private final Map<String, CompletableFuture<@Nullable RunEnd>> waiting =
      new ConcurrentHashMap<>();
  private final CommittedEvents.Registration registration;

  RunEndings(CommittedEvents events) {
    this.registration = events.listen(this::committed);
  }

  /**
   * Waits for the end of a run; to be called before the run is started.
   *
   * @return the end, or null when the time is up
   */
  CompletableFuture<@Nullable RunEnd> await(RunId run, Duration wait) {
    CompletableFuture<@Nullable RunEnd> end = new CompletableFuture<>();
    waiting.put(run.value(), end);
    return end.completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((value, thrown) -> waiting.remove(run.value()));
  }

  private void committed(List<Committed> events) {
    if (waiting.isEmpty()) {
      return;
    }
    for (Committed event : events) {
      RunEnd end = RunEnd.of(event.event());
      CompletableFuture<@Nullable RunEnd> waiter =
          end == null ? null : waiting.get(event.subject());
      if (waiter != null) {
        waiter.complete(end);
      }
    }
  }

  @Override
  public void destroy() {
    registration.close();
  }
}
