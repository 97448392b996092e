package io.fluxo.command.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import io.fluxo.messages.node.NodeFailure;
import java.util.List;

/** Checks the regular expressions of a condition. */
final class CelPatterns {

  private CelPatterns() {}

  static void check(CelAbstractSyntaxTree tree) throws NodeFailure {
    List<CelCall> calls =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .filter(node -> node.getKind() == Kind.CALL)
            .map(node -> node.expr().call())
            .filter(call -> call.function().equals("matches"))
            .toList();
    for (CelCall call : calls) {
      CelExpr last = call.args().get(call.args().size() - 1);
      if (last.getKind() != Kind.CONSTANT
          || last.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
        throw Refusals.failure(
            "A condition matches against a pattern that is not written in the condition itself");
      }
      check(last.constant().stringValue());
    }
  }

  private static void check(String pattern) throws NodeFailure {
    if (!PatternBounds.hold(pattern)) {
      throw Refusals.failure("A condition uses a pattern of more than " + PatternBounds.SENTENCE);
    }
  }
}
