package io.fluxo.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {

  private final DefinitionParser parser = new DefinitionParser(FakeTypes.all());

  private List<String> mistakes(String nodes) {
    String head = nodes.startsWith("settings") ? "id: w\n" : "id: w\nnodes:\n";
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> parser.parse(head + nodes));
    return rejection == null
        ? List.of()
        : rejection.problems().stream().map(Rejection.Problem::pointer).toList();
  }

  @Test
  void aBlockOwnsItsBranchesAndGoesOnBehindThem() {
    assertThat(
            mistakes(
                """
                - {id: p, type: parallel, branches: {left: a, right: b}, next: end}
                - {id: a, type: for_each, branches: {body: c}, onError: h}
                - {id: b, type: set, fallback: {node: d}}
                - {id: c, type: set}
                - {id: d, type: set}
                - {id: h, type: set}
                - {id: end, type: set}
                """))
        .isEmpty();
  }

  @Test
  void aBranchMustNotJumpOut() {
    assertThat(
            mistakes(
                """
                - {id: p, type: parallel, branches: {left: a}, next: end}
                - {id: a, type: set, next: end}
                - {id: end, type: set}
                """))
        .containsExactly("/nodes/1/next");
  }

  @Test
  void twoBranchesMustNotShareANode() {
    assertThat(
            mistakes(
                """
                - {id: p, type: parallel, branches: {left: a, right: b}}
                - {id: a, type: set, next: c}
                - {id: b, type: set, next: c}
                - {id: c, type: set}
                """))
        .containsExactly("/nodes/2/next");
  }

  @Test
  void aBodyMustNotBeEnteredFromOutside() {
    assertThat(
            mistakes(
                """
                - {id: f, type: for_each, branches: {body: a}, next: b}
                - {id: a, type: set, next: c}
                - {id: b, type: set, next: c}
                - {id: c, type: set}
                """))
        .containsExactly("/nodes/1/next");
  }

  @Test
  void aBodyMustNotContainItsOwnBlock() {
    assertThat(
            mistakes(
                """
                - {id: f, type: for_each, branches: {body: a}}
                - {id: a, type: set, next: f}
                """))
        .containsExactly("/nodes/1/next");
  }

  @Test
  void aHandlerIsInTheSameRegionOrTheOneOfTheSettings() {
    String nodes =
        """
        - {id: f, type: for_each, branches: {body: a}, next: h}
        - {id: a, type: set, onError: h}
        - {id: h, type: set}
        """;
    assertThat(mistakes(nodes)).containsExactly("/nodes/1/onError");
    assertThat(mistakes("settings: {onError: h}\nnodes:\n" + nodes)).isEmpty();
  }

  @Test
  void triggersStandAtTheTopOnly() {
    assertThat(
            mistakes(
                """
                - {id: f, type: for_each, branches: {body: t}}
                - {id: t, type: manual_trigger}
                """))
        .contains("/nodes/0/branches/body");
  }

  @Test
  void whatOnlyUndoesNeedsNoOtherWayToIt() {
    assertThat(
            mistakes(
                "- {id: a, type: set, compensate: u}\n- {id: u, type: http_request, config: {url: x}}\n"))
        .isEmpty();
    assertThat(mistakes("- {id: a, type: set}\n- {id: u, type: set}\n"))
        .containsExactly("/nodes/1");
  }

  @Test
  void loopsInARegionAreAllowed() {
    assertThat(
            mistakes(
                """
                - {id: a, type: condition_if, config: {when: x}, branches: {"true": b, false: c}}
                - {id: b, type: set, next: a}
                - {id: c, type: set}
                """))
        .isEmpty();
  }
}
