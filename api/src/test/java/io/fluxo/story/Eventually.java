package io.fluxo.story;

import io.fluxo.story.FluxoClient.Answer;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Asks again until the answer is the one that is waited for. */
public final class Eventually {

  private Eventually() {}

  public static Answer is(Supplier<Answer> ask, Predicate<Answer> wanted) {
    return of(ask, wanted);
  }

  /** The same for what is no answer. */
  public static <T> T of(Supplier<T> ask, Predicate<T> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .until(ask::get, wanted);
  }
}
