package io.fluxo.query.humantask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCounts;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskQuery;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inboxes against what follows from all events when they are looked at one by one. */
class InboxTest {
  private static final List<Acting> PEOPLE =
      List.of(
          Who.of("user:ana", "role:finance"),
          Who.of("user:bia", "role:finance", "role:legal"),
          Who.with("user:caio", Set.of("user:ana", "user:davi"), false, "role:legal"),
          Who.with("user:davi", Set.of(), true, "role:finance"),
          Who.of("user:zoe"));

  private final ReadSide side = new ReadSide();
  private final Map<String, TaskFold> tasks = new LinkedHashMap<>();
  private Instant now = History.START;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void everyInboxIsWhatTheEventsSayWhateverThePages(long seed) throws Throwable {
    new TaskHistory(side::store, seed).live(120);
    fold();
    side.project(side.stored());
    if (seed % 2 == 0) {
      fieldsThatManyHave();
    }
    now = History.START.plusSeconds(200);
    side.at(now);
    Random random = new Random(seed);
    int found = 0;
    for (Acting who : PEOPLE) {
      for (Inbox inbox : Inbox.values()) {
        for (Filter filter : Filter.values()) {
          List<String> expected = expected(who, inbox, filter);
          assertThat(paged(who, inbox, filter, random))
              .as("%s of %s by %s, seed %d", inbox, who.person(), filter, seed)
              .isEqualTo(expected);
          found += expected.size();
        }
      }
      TaskCounts counts =
          side.ask(new TaskQuery.CountTasks("default", "main", who), instanceOf(TaskCounts.class));
      assertThat(counts)
          .isEqualTo(
              new TaskCounts(
                  expected(who, Inbox.mine, Filter.NONE).size(),
                  expected(who, Inbox.available, Filter.NONE).size(),
                  expected(who, Inbox.overdue, Filter.NONE).size()));
    }
    assertThat(found).isGreaterThan(300);
  }

  /** What many tasks have is looked for among lines, what few have among rows. */
  private void fieldsThatManyHave() {
    side.jdbc()
        .update(
            """
            INSERT INTO task_field
            SELECT 'default', 'main', 'other' || i, f.name, f.value
            FROM generate_series(1, 4000) i,
              (VALUES ('Supplier', 'acme 1'), ('n', '1')) f (name, value)
            """);
  }

  @Test
  void aCursorOfAnotherListIsNone() {
    for (String cursor :
        List.of(
            "x",
            "",
            "late.0.-." + History.id(1),
            "urgent.0.999999999999999999." + History.id(1),
            "urgent.0.-." + History.id(1) + "-0",
            "urgent.10.-." + History.id(1),
            "urgent.0.-.'; DROP TABLE task_line; --------")) {
      assertThatThrownBy(() -> page(PEOPLE.getFirst(), Inbox.mine, Filter.NONE, cursor, 5))
          .as(cursor)
          .isInstanceOfSatisfying(
              Rejection.class,
              rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID_INPUT));
    }
  }

  @Test
  void countingStops() throws Throwable {
    side.jdbc()
        .update(
            """
            INSERT INTO task_line
            SELECT 'default', 'main', p, 4, 'infinity', '0' || i, '2020-01-01Z', '', '{}'
            FROM generate_series(1, 1200) i, unnest('{=user:ana,user:ana,role:finance}'::text[]) p
            """);
    assertThat(
            side.ask(
                new TaskQuery.CountTasks("default", "main", PEOPLE.getFirst()),
                instanceOf(TaskCounts.class)))
        .isEqualTo(new TaskCounts(TaskCounts.MOST, TaskCounts.MOST, TaskCounts.MOST));
  }

  private enum Filter {
    NONE,
    WORKFLOW,
    STATE,
    FIELDS,
    KEY,
    RUN,
    ALL
  }

  private void fold() {
    for (DomainEventMessage<?> message : side.stored()) {
      if (message.getMetaData().get("w").equals("main")) {
        String id = message.getAggregateIdentifier();
        tasks
            .computeIfAbsent(id, key -> new TaskFold(new TaskKey("default", "main", id)))
            .fold(
                message.getSequenceNumber(),
                message.getTimestamp(),
                (TaskEvent) message.getPayload());
      }
    }
  }

  private List<String> expected(Acting who, Inbox inbox, Filter filter) {
    Comparator<TaskFold> byId = Comparator.comparing(task -> task.key.taskId());
    Comparator<TaskFold> order =
        switch (inbox) {
          case mine, available, all ->
              Comparator.<TaskFold>comparingInt(task -> -task.priority)
                  .thenComparing(task -> task.due == null ? Instant.MAX : task.due)
                  .thenComparing(byId);
          case overdue -> Comparator.comparing(TaskFold::lateAt).thenComparing(byId);
          case done ->
              Comparator.comparing((TaskFold task) -> task.endedAt).thenComparing(byId).reversed();
        };
    return tasks.values().stream()
        .filter(task -> belongs(who, inbox, task))
        .filter(wanted(filter))
        .sorted(order)
        .map(task -> task.key.taskId())
        .toList();
  }

  private boolean belongs(Acting who, Inbox inbox, TaskFold task) {
    boolean late = task.lateAt() != null && task.lateAt().isBefore(now);
    return switch (inbox) {
      case mine -> mine(who, task);
      case available -> available(who, task);
      case overdue -> late && (mine(who, task) || available(who, task));
      case all -> who.manages() ? task.isOpen() : mine(who, task) || available(who, task);
      case done ->
          !task.isOpen()
              && (who.manages()
                  || who.person().equals(task.answeredBy)
                  || task.voted.contains(who.person()));
    };
  }

  private static boolean mine(Acting who, TaskFold task) {
    return task.isOpen()
        && task.owner != null
        && (task.owner.equals(who.person()) || who.standsIn().contains(task.owner));
  }

  private static boolean available(Acting who, TaskFold task) {
    if (task.state() != TaskState.READY || !Collections.disjoint(task.excluded, who.principals())) {
      return false;
    }
    if (task.voted.contains(who.person())) {
      return false;
    }
    if (!Collections.disjoint(task.candidates, who.principals())) {
      return true;
    }
    return who.standsIn().stream()
        .anyMatch(
            person ->
                task.candidates.contains(person)
                    && !task.excluded.contains(person)
                    && !task.voted.contains(person));
  }

  private static Predicate<TaskFold> wanted(Filter filter) {
    Predicate<TaskFold> workflow = task -> "pay".equals(task.workflow);
    Predicate<TaskFold> state =
        task -> task.state() == TaskState.READY || task.state() == TaskState.COMPLETED;
    Predicate<TaskFold> fields =
        task ->
            task.search
                .object()
                .get("Supplier")
                .toString()
                .toLowerCase(Locale.ROOT)
                .equals("acme 1");
    Predicate<TaskFold> number = task -> task.search.object().get("n").toString().equals("1");
    return switch (filter) {
      case NONE -> task -> true;
      case WORKFLOW -> workflow;
      case STATE -> task -> task.state() == TaskState.READY;
      case FIELDS -> fields;
      case KEY -> task -> "key-2".equals(task.businessKey);
      case RUN -> task -> History.id(4).value().equals(task.run());
      case ALL ->
          state.and(task -> task.state() == TaskState.READY).and(workflow).and(number).and(fields);
    };
  }

  private List<String> paged(Acting who, Inbox inbox, Filter filter, Random random)
      throws Throwable {
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<TaskView> page = page(who, inbox, filter, cursor, 1 + random.nextInt(7));
      for (TaskView view : page.items()) {
        String id = view.taskId().value();
        assertThat(view).isEqualTo(TaskViews.of(tasks.get(id), now));
        all.add(id);
      }
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  @SuppressWarnings("unchecked")
  private Page<TaskView> page(Acting who, Inbox inbox, Filter filter, String cursor, int limit)
      throws Throwable {
    boolean all = filter == Filter.ALL;
    Map<String, String> fields =
        filter == Filter.FIELDS
            ? Map.of("Supplier", "ACME 1")
            : all ? Map.of("Supplier", "Acme 1", "n", "1") : Map.of();
    return side.ask(
        new TaskQuery.ListTasks(
            "default",
            "main",
            who,
            inbox,
            filter == Filter.STATE || all ? TaskState.READY : null,
            filter == Filter.WORKFLOW || all ? "pay" : null,
            filter == Filter.RUN ? History.id(4).value() : null,
            filter == Filter.KEY ? "key-2" : null,
            fields,
            new PageRequest(cursor, limit)),
        instanceOf(Page.class));
  }
}
