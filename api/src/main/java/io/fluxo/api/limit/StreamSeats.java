package io.fluxo.api.limit;

import io.fluxo.messages.context.Context;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many streams may be open. */
@Component
public final class StreamSeats {

  private static final int MOST = 1_000;

  private final Seats seats = new Seats("open streams");
  private final LimitProperties limits;

  StreamSeats(LimitProperties limits) {
    this.limits = limits;
  }

  /**
   * Lets one be opened.
   *
   * @throws io.fluxo.api.problem.Refused where too many are
   */
  public Seats.Seat take(Context context) {
    return seats.take(
        List.of(
            new Seats.Bound("", MOST),
            new Seats.Bound(context.tenant(), limits.streamsPerTenant()),
            new Seats.Bound(context.tenant() + '/' + context.actor(), limits.streamsPerCaller())));
  }
}
