package io.fluxo.saga;

import io.fluxo.messages.work.SagaHandoff;
import io.fluxo.saga.compensation.Compensation;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.saga.AnnotatedSagaManager;

/** Hands events to the sagas, one after the other. */
final class ToldSagas implements SagaHandoff {

  private final AnnotatedSagaManager<?> sagas;

  ToldSagas(AnnotatedSagaManager<?> sagas) {
    this.sagas = sagas;
  }

  @Override
  public void tell(Notice notice) {
    EventMessage<?> event =
        GenericEventMessage.asEventMessage(notice.event())
            .withMetaData(MetaData.from(notice.metaData()).and(Compensation.RUN, notice.subject()));
    try {
      sagas.handle(event, Segment.ROOT_SEGMENT);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A saga could not handle an event", e);
    }
  }
}
