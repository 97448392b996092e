package io.fluxo.api.limit;

import io.fluxo.messages.context.Context;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many requests may wait for the end of a run or for a lock. */
@Component
public final class WaitSeats {

  private final Seats seats = new Seats("requests that wait");
  private final LimitProperties limits;

  WaitSeats(LimitProperties limits) {
    this.limits = limits;
  }

  /**
   * Lets one wait.
   *
   * @throws io.fluxo.api.problem.Refused where too many do
   */
  public Seats.Seat take(Context context) {
    return seats.take(
        List.of(
            new Seats.Bound("", limits.waiting()),
            new Seats.Bound(context.tenant(), limits.waitingPerTenant())));
  }
}
