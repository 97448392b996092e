package io.fluxo.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What users asked for and what they heard, written down outside of the program under test. */
final class History {

  /** What a user knows of what was asked for. */
  enum Outcome {
    OK,
    REFUSED,
    UNKNOWN
  }

  /**
   * One call.
   *
   * @param kind start, cancel, event or resolve
   * @param tenant who asked
   * @param mark of a start: its business key, which no other start has
   * @param key the idempotency key, null without
   * @param run the run that was named by the answer or asked for, null where there is none
   */
  record Call(
      Instant at,
      String kind,
      String tenant,
      String mark,
      String shape,
      String key,
      String run,
      Outcome outcome,
      int status) {}

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  void add(Call call) {
    calls.add(call);
  }

  List<Call> of(String kind) {
    return calls.stream().filter(call -> call.kind().equals(kind)).toList();
  }

  /** Starts that were acknowledged. */
  List<Call> started() {
    return of("start").stream().filter(call -> call.outcome() == Outcome.OK).toList();
  }

  /** How many calls of each kind ended how. */
  Map<String, Long> summary() {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> call.kind() + " " + call.outcome(), Collectors.counting()));
  }
}
