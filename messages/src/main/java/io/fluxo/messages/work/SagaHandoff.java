package io.fluxo.messages.work;

import java.time.Instant;
import java.util.Map;

/**
 * Takes what sagas go by over from the write side: each event at least once, those of one aggregate
 * in order.
 */
public interface SagaHandoff {

  /**
   * An event that sagas go by.
   *
   * @param subject the aggregate that it happened to
   * @param metaData the context of the event
   */
  record Notice(String subject, Object event, Map<String, ?> metaData, Instant time) {}

  /**
   * Has the sagas handle the event, in the transaction of the caller; commands they send are
   * answered before this returns.
   *
   * @throws RuntimeException where it has to be told again
   */
  void tell(Notice notice);
}
