package io.fluxo.api.boot;

import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Loads what a start does not wait for, once the application is ready, so that the first user does
 * not wait for it either.
 */
@Component
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private final Expressions expressions;

  WarmUp(Expressions expressions) {
    this.expressions = expressions;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    Thread.ofPlatform().daemon().name("warm-up").start(this::load);
  }

  private void load() {
    try {
      expressions.condition("true", Map.of());
      expressions.value("1", Map.of());
    } catch (NodeFailure e) {
      LOG.warn("Expressions do not work: {}", e.getMessage());
    }
  }
}
