package io.fluxo.api.humantask;

import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskQuery.FindTask;
import io.fluxo.messages.rejection.Rejection;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The tasks that links are for, as their holders may see them. */
@Component
final class LinkedTasks {

  private final Rooms rooms;
  private final InstantSource clock;

  LinkedTasks(Rooms rooms, InstantSource clock) {
    this.rooms = rooms;
    this.clock = clock;
  }

  /** A task and the link to it that is good. */
  record Linked(TaskDetail detail, TaskDetail.Link link) {

    AnswerLinkController.Shown shown() {
      Map<String, Object> text = detail.task().text().object();
      return new AnswerLinkController.Shown(
          detail.task().kind(),
          text.get("title"),
          text.get("description"),
          detail.form(),
          detail.options(),
          detail.outcomes(),
          link.expiresAt());
    }
  }

  /** The task of a link; fails with the one rejection of all links where the link is not good. */
  CompletableFuture<Linked> find(AnswerLink link) {
    return withoutTrace(
            rooms.ask(
                new FindTask(link.tenant(), link.workspace(), link.task(), null), TaskDetail.class))
        .thenApply(task -> good(task, link));
  }

  private Linked good(TaskDetail task, AnswerLink link) {
    for (TaskDetail.Link each : task.links()) {
      if (each.id().equals(link.id())
          && each.expiresAt().isAfter(clock.instant())
          && !task.task().state().isFinal()) {
        return new Linked(task, each);
      }
    }
    throw AnswerTokens.none();
  }

  /** A task that there is not, is a link that there is not. */
  static <T> CompletableFuture<T> withoutTrace(CompletableFuture<T> asked) {
    return asked.exceptionallyCompose(
        thrown -> {
          Rejection rejection = Problems.rejection(thrown);
          return CompletableFuture.failedFuture(
              rejection != null && rejection.code() == Rejection.Code.NOT_FOUND
                  ? AnswerTokens.none()
                  : thrown);
        });
  }
}
