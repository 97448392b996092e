package io.fluxo.command.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import io.fluxo.messages.node.NodeFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the regular expressions of a condition. They match in linear time, but a counted
 * repetition is unrolled when it is compiled, so nested counts could fill the memory.
 */
final class CelPatterns {

  private static final int MAX_LENGTH = 500;
  private static final long MAX_REPETITIONS = 1_000;
  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

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
    long repetitions = 1;
    Matcher counts = COUNT.matcher(pattern);
    while (counts.find() && repetitions <= MAX_REPETITIONS) {
      String most =
          counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
      repetitions *= Math.max(1, Long.parseLong(most));
    }
    if (pattern.length() > MAX_LENGTH || repetitions > MAX_REPETITIONS) {
      throw Refusals.failure(
          "A condition uses a pattern of more than "
              + MAX_LENGTH
              + " characters or "
              + MAX_REPETITIONS
              + " repetitions");
    }
  }
}
