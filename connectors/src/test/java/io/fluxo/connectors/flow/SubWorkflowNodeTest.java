package io.fluxo.connectors.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class SubWorkflowNodeTest {

  private final List<RunCommand.StartRun> started = new ArrayList<>();
  private RuntimeException trouble;

  private StepOutcome execute(Map<String, ?> config) throws Exception {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    bus.subscribe(
        RunCommand.StartRun.class.getName(),
        message -> {
          started.add((RunCommand.StartRun) message.getPayload());
          if (trouble != null) {
            throw trouble;
          }
          return "started";
        });
    var node = new SubWorkflowNode(DefaultCommandGateway.builder().commandBus(bus).build());
    return node.execute(Tasks.of("sub_workflow", Effect.IDEMPOTENT, 7, config));
  }

  @Test
  void the_child_is_started_under_an_id_that_repeating_gives_again() throws Exception {
    assertThat(execute(Map.of("workflow", "child", "version", "2", "$depth", 3)))
        .isInstanceOf(StepOutcome.Pending.class);
    execute(Map.of("workflow", "child"));
    assertThat(started.getFirst().runId()).isEqualTo(started.getLast().runId());
    assertThat(started.getFirst().runId().value()).startsWith(Tasks.RUN.substring(0, 10));
    assertThat(started.getFirst().depth()).isEqualTo(4);
    assertThat(started.getFirst().version()).isEqualTo(2);
    assertThat(started.getLast().depth()).isEqualTo(1);
  }

  @Test
  void a_start_that_happened_before_counts_as_begun() throws Exception {
    trouble = new ConcurrencyException("there is one");
    assertThat(execute(Map.of("workflow", "child"))).isInstanceOf(StepOutcome.Pending.class);
    trouble = new Rejection(Rejection.Code.CONFLICT, "there is one");
    assertThat(execute(Map.of("workflow", "child"))).isInstanceOf(StepOutcome.Pending.class);
  }

  @Test
  void a_refused_start_fails_for_good() throws Exception {
    trouble = Rejection.notFound("workflow child");
    assertThat(execute(Map.of("workflow", "child")))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, f -> assertThat(f.failure().retryable()).isFalse());
  }

  @Test
  void nesting_is_bounded_and_bad_configuration_refused() {
    assertThatThrownBy(() -> execute(Map.of("workflow", "child", "$depth", 16)))
        .isInstanceOf(NodeFailure.class);
    assertThatThrownBy(() -> execute(Map.of("workflow", "NO"))).isInstanceOf(NodeFailure.class);
    assertThat(started).isEmpty();
  }
}
