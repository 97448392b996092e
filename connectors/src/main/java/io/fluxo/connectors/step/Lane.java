package io.fluxo.connectors.step;

import io.fluxo.messages.node.EffectNode;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one node type and those who wait for one. Tenants take turns, so that one with
 * many steps does not make the others wait for all of them.
 */
final class Lane {

  private final EffectNode node;
  private final Map<String, ArrayDeque<Attempt>> waiting = new LinkedHashMap<>();
  private int free;
  private int active;
  private int queued;

  Lane(EffectNode node) {
    this.node = node;
    this.free = Math.max(1, node.concurrency());
  }

  EffectNode node() {
    return node;
  }

  /** Takes a permit, or queues the attempt and answers false. */
  synchronized boolean enter(Attempt attempt) {
    if (free > 0) {
      free--;
      active++;
      return true;
    }
    waiting
        .computeIfAbsent(attempt.task().context().tenant(), tenant -> new ArrayDeque<>())
        .add(attempt);
    queued++;
    return false;
  }

  /** Gives a permit back; answers who takes it over, if somebody waits. */
  synchronized @Nullable Attempt leave() {
    Iterator<Map.Entry<String, ArrayDeque<Attempt>>> turns = waiting.entrySet().iterator();
    if (!turns.hasNext()) {
      free++;
      active--;
      return null;
    }
    Map.Entry<String, ArrayDeque<Attempt>> turn = turns.next();
    String tenant = turn.getKey();
    ArrayDeque<Attempt> queue = turn.getValue();
    turns.remove();
    Attempt next = queue.remove();
    queued--;
    if (!queue.isEmpty()) {
      waiting.put(tenant, queue);
    }
    return next;
  }

  /** Takes an attempt out of the queue; answers whether it was in it. */
  synchronized boolean withdraw(Attempt attempt) {
    String tenant = attempt.task().context().tenant();
    ArrayDeque<Attempt> queue = waiting.get(tenant);
    if (queue == null || !queue.remove(attempt)) {
      return false;
    }
    queued--;
    if (queue.isEmpty()) {
      waiting.remove(tenant);
    }
    return true;
  }

  synchronized StepRunner.Load load() {
    return new StepRunner.Load(queued, active);
  }
}
