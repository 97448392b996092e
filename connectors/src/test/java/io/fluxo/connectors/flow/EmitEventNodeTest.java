package io.fluxo.connectors.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.EventRouting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmitEventNodeTest {

  private final List<String> routed = new ArrayList<>();
  private final EmitEventNode node =
      new EmitEventNode(
          (context, id, name, correlation, data) -> {
            routed.add(id + " " + name + " " + correlation + " " + data.json());
            return new EventRouting.Routed(2, 1);
          });

  @Test
  void the_event_is_routed_under_the_id_of_the_step() throws Exception {
    var outcome =
        node.execute(
            Tasks.of(
                "emit_event",
                Effect.IDEMPOTENT,
                3,
                Map.of("event", "paid", "correlation", 42, "data", Map.of("a", 1))));
    assertThat(routed).containsExactly(Tasks.RUN + "-3 paid 42 {a=1}");
    assertThat(((StepOutcome.Succeeded) outcome).output().object())
        .isEqualTo(Map.of("resumed", 2, "started", 1));
  }

  @Test
  void an_event_without_a_name_is_refused() {
    assertThatThrownBy(
            () -> node.execute(Tasks.of("emit_event", Effect.IDEMPOTENT, 3, Map.of("event", " "))))
        .isInstanceOf(NodeFailure.class);
  }
}
