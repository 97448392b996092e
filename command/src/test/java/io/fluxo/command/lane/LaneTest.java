package io.fluxo.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.command.store.Doubts;
import io.fluxo.messages.rejection.Rejection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** What becomes of commands that share a transaction. */
class LaneTest {

  private final List<String> transactions = new ArrayList<>();
  private final List<String> handled = new ArrayList<>();
  private final Map<String, String> answers = new TreeMap<>();
  private Doubts.Verdict verdict = Doubts.Verdict.NOT_COMMITTED;
  private int cutCommits;
  private int away;

  /** Handles all in one batch: they are waiting before the lane begins. */
  private void handle(String... commands) {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    var unused = bus.subscribe(String.class.getName(), message -> answer(message.getPayload()));
    Lane lane =
        new Lane(
            new Batches(bus, this::begin, root -> verdict),
            128,
            new FairQueue<>(128, 4, new Floodgate(1), System::nanoTime));
    for (String command : commands) {
      boolean taken =
          lane.<String, String>offer(
              GenericCommandMessage.asCommandMessage(command),
              (sent, result) ->
                  answers.put(
                      command,
                      result.isExceptional()
                          ? result.exceptionResult().getMessage()
                          : String.valueOf(result.getPayload())));
      assertThat(taken).isTrue();
    }
    lane.close();
    lane.run();
  }

  private String answer(Object command) {
    String name = (String) command;
    handled.add(name);
    if (name.startsWith("refused")) {
      throw Rejection.notFound("such thing");
    }
    if (name.startsWith("error")) {
      throw new StackOverflowError("too deep");
    }
    if (name.startsWith("second") && transactions.size() == 1) {
      throw new ConcurrencyException("Another node was quicker");
    }
    if (name.startsWith("broken") || (name.startsWith("locked") && transactions.size() == 1)) {
      throw new IllegalStateException("The database said no");
    }
    return "done";
  }

  private Transaction begin() {
    if (away > 0) {
      transactions.add("none");
      throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
    }
    int number = transactions.size();
    transactions.add("open");
    return new Transaction() {
      @Override
      public void commit() {
        if (cutCommits-- > 0) {
          transactions.set(number, "cut");
          throw new IllegalStateException(new SQLException("cut", "08006"));
        }
        transactions.set(number, "commit");
      }

      @Override
      public void rollback() {
        transactions.set(number, "rollback");
      }
    };
  }

  @Test
  void commandsThatWaitTogetherAreCommittedTogether() {
    handle("a", "b", "c");
    assertThat(transactions).containsExactly("commit");
    assertThat(answers).containsOnlyKeys("a", "b", "c").containsEntry("b", "done");
  }

  @Test
  void aRefusedCommandLeavesTheOthersTheirTransaction() {
    handle("a", "refused", "c");
    assertThat(transactions).containsExactly("commit");
    assertThat(answers)
        .containsEntry("a", "done")
        .containsEntry("refused", "There is no such thing")
        .containsEntry("c", "done");
  }

  @Test
  void aCommandThatBreaksTheTransactionFailsAlone() {
    handle("a", "broken", "c");
    assertThat(transactions).containsExactly("rollback", "commit", "rollback", "commit");
    assertThat(handled).containsExactly("a", "broken", "a", "broken", "c");
    assertThat(answers)
        .containsEntry("a", "done")
        .containsEntry("broken", "The database said no")
        .containsEntry("c", "done");
  }

  @Test
  void whatOnlyCompanyBrokeSucceedsAlone() {
    handle("a", "locked");
    assertThat(transactions).containsExactly("rollback", "commit", "commit");
    assertThat(answers).containsEntry("locked", "done");
  }

  @Test
  void aCommitThatHappenedUnheardIsNotDoneAgain() {
    cutCommits = 1;
    verdict = Doubts.Verdict.COMMITTED;
    handle("a", "b");
    assertThat(handled).containsExactly("a", "b");
    assertThat(answers).containsEntry("a", "done").containsEntry("b", "done");
  }

  @Test
  void aCommitThatDidNotHappenIsDoneAgain() {
    cutCommits = 1;
    handle("a", "b");
    assertThat(handled).containsExactly("a", "b", "a", "b");
    assertThat(answers).containsEntry("a", "done").containsEntry("b", "done");
  }

  @Test
  void aCommitOfWhichNobodyKnowsIsNeitherDoneAgainNorCalledAFailure() {
    cutCommits = 1;
    verdict = Doubts.Verdict.UNKNOWN;
    handle("a", "refused");
    assertThat(handled).containsExactly("a", "refused");
    assertThat(answers.get("a")).startsWith("Whether this was done is not known");
    assertThat(answers).containsEntry("refused", "There is no such thing");
  }

  @Test
  void noCommandOfABatchIsTriedAloneWhileTheDatabaseIsAway() {
    away = 1;
    handle("a", "b", "c");
    assertThat(transactions).containsExactly("none");
    assertThat(answers.values()).allMatch(said -> said.startsWith("The database cannot be used"));
  }

  @Test
  void anErrorEndsNoLane() {
    handle("a", "error", "c");
    assertThat(answers).containsEntry("a", "done").containsEntry("c", "done");
    assertThat(answers.get("error")).isEqualTo("too deep");
  }

  @Test
  void aSingleCommandThatCameSecondBehindAnotherNodeIsDecidedUponOnceMore() {
    handle("second");
    assertThat(transactions).containsExactly("rollback", "commit");
    assertThat(answers).containsEntry("second", "done");
  }

  @Test
  void aSingleCommandThatFailsOtherwiseIsNotHandledAgain() {
    handle("broken");
    assertThat(handled).containsExactly("broken");
    assertThat(answers).containsEntry("broken", "The database said no");
  }
}
