package io.fluxo.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.rejection.Rejection;
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

  /** Handles all in one batch: they are waiting before the lane begins. */
  private void handle(String... commands) {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    var unused = bus.subscribe(String.class.getName(), message -> answer(message.getPayload()));
    Lane lane =
        new Lane(
            bus, this::begin, 128, new FairQueue<>(128, 4, new Floodgate(1), System::nanoTime));
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
    if (name.startsWith("second") && transactions.size() == 1) {
      throw new ConcurrencyException("Another node was quicker");
    }
    if (name.startsWith("broken") || (name.startsWith("locked") && transactions.size() == 1)) {
      throw new IllegalStateException("The database said no");
    }
    return "done";
  }

  private Transaction begin() {
    int number = transactions.size();
    transactions.add("open");
    return new Transaction() {
      @Override
      public void commit() {
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
