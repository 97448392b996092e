package io.fluxo.command.privacy;

import io.fluxo.command.seal.KeyDestruction;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.privacy.ErasedBeside;
import io.fluxo.messages.privacy.PrivacyEvent.DataErased;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.rejection.Rejection.Code;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/** Destroys keys, removes what no key seals, and records it, all in one transaction. */
final class Erasures {

  static final String REQUEST = "request";
  static final String RETENTION = "retention";

  private final KeyDestruction keys;
  private final EndedStreams streams;
  private final HoldTable holds;
  private final PrivacyLog log;
  private final List<ErasedBeside> beside;

  Erasures(
      KeyDestruction keys,
      EndedStreams streams,
      HoldTable holds,
      PrivacyLog log,
      List<ErasedBeside> beside) {
    this.keys = keys;
    this.streams = streams;
    this.holds = holds;
    this.log = log;
    this.beside = List.copyOf(beside);
  }

  /** Erases all of a subject. The key of the subject is held, so that no run is begun with it. */
  void subject(Context context, String subject, String reference) {
    erase(context, subject, subject, REQUEST, reference, List.of());
  }

  /** Erases runs, and tasks of their own, for one cause. */
  void runs(
      Context context, String stream, List<String> runs, String cause, @Nullable String reference) {
    erase(context, stream, null, cause, reference, runs);
  }

  private void erase(
      Context context,
      String stream,
      @Nullable String subject,
      String cause,
      @Nullable String reference,
      List<String> wanted) {
    List<String> roots = new ArrayList<>(wanted);
    keys.inTransaction(
        () -> {
          if (subject != null) {
            roots.addAll(keys.hold(context.tenant(), subject));
          }
          requireEnded(roots);
          requireFree(context, roots);
          int destroyed = keys.destroy(context.tenant(), subject, roots);
          if (destroyed == 0) {
            throw new Rejection(
                Code.INVALID_STATE, "Expected data that is there, but it was erased before");
          }
          DataErased erased =
              new DataErased(
                  IdentifierFactory.getInstance().generateIdentifier(),
                  subject,
                  cause,
                  List.copyOf(roots),
                  destroyed,
                  reference);
          beside.forEach(each -> each.erase(context.tenant(), context.workspace(), roots));
          log.record(context, stream, erased);
        });
    keys.forget(roots);
  }

  private void requireEnded(List<String> roots) {
    List<String> open = streams.open(roots);
    if (!open.isEmpty()) {
      throw new Rejection(
          Code.INVALID_STATE,
          "Expected runs that have ended, but %d are under way: cancel %s first"
              .formatted(open.size(), open.getFirst()));
    }
  }

  private void requireFree(Context context, List<String> roots) {
    List<String> held = holds.held(context.tenant(), context.workspace(), roots);
    if (!held.isEmpty()) {
      throw new Rejection(
          Code.INVALID_STATE,
          "Expected data that may be erased, but a legal hold keeps %d runs, among them %s"
              .formatted(held.size(), held.getFirst()));
    }
  }
}
