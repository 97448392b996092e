package io.fluxo.query.processor;

import io.fluxo.query.deadletter.Blame;
import io.fluxo.query.deadletter.Projector;
import io.fluxo.query.deadletter.Quarantine;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream into the read models. A batch that fails because of one of its events is halved again
 * and again until that event is alone; it is kept apart then, and everything else goes on. A batch
 * that fails because of the database is tried again as it is, for it says nothing against an event.
 */
final class ViewsStream extends PooledStreamingEventProcessor implements Projector {

  private static final Logger LOG = LoggerFactory.getLogger(ViewsStream.class);

  /** How far the stream is once a batch is done, and for which segment. */
  private record Place(TrackingToken token, int segment) {}

  private final TokenStore tokens;
  private final TransactionManager transactions;
  private final Quarantine quarantine;
  private volatile boolean failing;

  ViewsStream(
      Builder builder, TokenStore tokens, TransactionManager transactions, Quarantine quarantine) {
    super(builder);
    this.tokens = tokens;
    this.transactions = transactions;
    this.quarantine = quarantine;
    // For as long as the processor lives.
    var unused = registerHandlerInterceptor(quarantine::handle);
  }

  @Override
  protected void processInUnitOfWork(
      List<? extends EventMessage<?>> batch,
      UnitOfWork<? extends EventMessage<?>> unit,
      Collection<Segment> segments)
      throws Exception {
    Place place = new Place(unit.getResource(key("Token")), unit.getResource(key("SegmentId")));
    try {
      super.processInUnitOfWork(batch, unit, segments);
      failing = false;
    } catch (Throwable failed) { // an error that gets through ends the thread's work for ever
      failing = true;
      requireBlame(failed);
      LOG.warn(
          "One of {} events cannot be projected ({}); they are taken one by one",
          batch.size(),
          failed.getClass().getName());
      takeApart(batch, failed, place, segments, true);
      failing = false;
    }
  }

  /** Whether the last batch could not be dealt with. */
  boolean isFailing() {
    return failing || isError();
  }

  private void takeApart(
      List<? extends EventMessage<?>> batch,
      Throwable failed,
      Place place,
      Collection<Segment> segments,
      boolean last)
      throws Exception {
    if (batch.size() == 1) {
      transactions.executeInTransaction(
          () -> {
            quarantine.bury(batch.getFirst(), failed);
            note(place, last);
          });
      return;
    }
    int half = batch.size() / 2;
    piece(batch.subList(0, half), place, segments, false);
    piece(batch.subList(half, batch.size()), place, segments, last);
  }

  private void piece(
      List<? extends EventMessage<?>> part, Place place, Collection<Segment> segments, boolean last)
      throws Exception {
    UnitOfWork<EventMessage<?>> unit = new BatchingUnitOfWork<>(List.<EventMessage<?>>copyOf(part));
    unit.attachTransaction(transactions);
    unit.resources().put(key("SegmentId"), place.segment());
    unit.resources().put(key("Token"), place.token());
    unit.onPrepareCommit(each -> note(place, last));
    try {
      super.processInUnitOfWork(part, unit, segments);
    } catch (Throwable failed) {
      requireBlame(failed);
      takeApart(part, failed, place, segments, last);
    }
  }

  /** Fails where another node has taken the segment over, which undoes the piece. */
  private void note(Place place, boolean last) {
    if (last) {
      tokens.storeToken(place.token(), getName(), place.segment());
    } else {
      tokens.extendClaim(getName(), place.segment());
    }
  }

  private static void requireBlame(Throwable failed) throws Exception {
    if (Blame.isPassing(failed)) {
      throw failed instanceof Exception passing
          ? passing
          : new IllegalStateException("The projection ran out of resources", failed);
    }
  }

  @Override
  public boolean project(EventMessage<?> event, BooleanSupplier first, Runnable then)
      throws Exception {
    UnitOfWork<EventMessage<?>> unit = new BatchingUnitOfWork<>(List.<EventMessage<?>>of(event));
    unit.attachTransaction(transactions);
    Quarantine.open(unit);
    ResultMessage<Boolean> result =
        unit.executeWithResult(
            () -> {
              if (!first.getAsBoolean()) {
                return false;
              }
              eventHandlerInvoker().handle(event, Segment.ROOT_SEGMENT);
              then.run();
              return true;
            });
    if (result.isExceptional()) {
      throw result.exceptionResult() instanceof Exception thrown
          ? thrown
          : new IllegalStateException("The event cannot be projected", result.exceptionResult());
    }
    return Boolean.TRUE.equals(result.getPayload());
  }

  /**
   * Projects events, in transactions that somebody else prepared; one that cannot be projected is
   * kept apart there as it is here.
   *
   * @param into begins the transactions
   * @throws Exception where no event is to blame
   */
  void project(List<? extends EventMessage<?>> batch, TransactionManager into) throws Exception {
    UnitOfWork<EventMessage<?>> unit =
        new BatchingUnitOfWork<>(List.<EventMessage<?>>copyOf(batch));
    unit.attachTransaction(into);
    try {
      super.processInUnitOfWork(batch, unit, List.of(Segment.ROOT_SEGMENT));
    } catch (Throwable failed) {
      requireBlame(failed);
      if (batch.size() == 1) {
        into.executeInTransaction(() -> quarantine.bury(batch.getFirst(), failed));
      } else {
        int half = batch.size() / 2;
        project(batch.subList(0, half), into);
        project(batch.subList(half, batch.size()), into);
      }
    }
  }

  private String key(String of) {
    return "Processor[" + getName() + "]/" + of;
  }
}
