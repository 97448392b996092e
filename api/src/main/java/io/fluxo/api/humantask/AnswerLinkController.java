package io.fluxo.api.humantask;

import io.fluxo.api.access.Open;
import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.FormQuery;
import io.fluxo.messages.humantask.FormVerdict;
import io.fluxo.messages.humantask.TaskCommand.AnswerByLink;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskOption;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers by links. The token of a link is in the header {@code Authorization: Link} or in the
 * body, never in the address. Nothing is asked with GET, so that no scanner of mails uses a link.
 */
@Tag(name = "Answers by links")
@RestController
@RequestMapping("/api/v1/answer-links")
final class AnswerLinkController {

  /** Who asks. */
  record Held(@Nullable String token) {}

  /** An answer that is being written. */
  record Draft(@Nullable String token, @Nullable Object answer) {}

  /**
   * An answer.
   *
   * @param outcome as approved or rejected; the value of an option; not needed for a form
   */
  record Given(
      @Nullable String token,
      @Nullable String outcome,
      @Nullable Object answer,
      @Nullable String comment) {}

  /** What is asked, and nothing of who asks and of whom else. */
  record Shown(
      TaskKind kind,
      @Nullable Object title,
      @Nullable Object description,
      Payload form,
      List<TaskOption> options,
      List<String> outcomes,
      Instant expiresAt) {}

  /** That the answer was taken. */
  record Taken(boolean answered) {}

  private final AnswerTokens tokens;
  private final LinkedTasks tasks;
  private final Rooms rooms;

  AnswerLinkController(AnswerTokens tokens, LinkedTasks tasks, Rooms rooms) {
    this.tokens = tokens;
    this.tasks = tasks;
    this.rooms = rooms;
  }

  @Operation(summary = "Shows what the holder of a link is asked")
  @Open(Open.To.ANYBODY)
  @PostMapping("/show")
  @Nullable CompletableFuture<Shown> show(
      @RequestBody(required = false) @Nullable Held body,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AnswerLink link = tokens.find(body == null ? null : body.token(), request, response);
    return link == null ? null : tasks.find(link).thenApply(LinkedTasks.Linked::shown);
  }

  @Operation(summary = "Says which fields to show for an answer, and what is wrong with it")
  @Open(Open.To.ANYBODY)
  @PostMapping("/check")
  @Nullable CompletableFuture<FormVerdict> check(
      @RequestBody Draft body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AnswerLink link = tokens.find(body.token(), request, response);
    return link == null
        ? null
        : tasks
            .find(link)
            .thenCompose(
                task ->
                    rooms.ask(
                        new FormQuery(task.detail().form(), answer(body.answer())),
                        FormVerdict.class));
  }

  @Operation(summary = "Answers a task by a link; the link is good for this once")
  @Open(Open.To.ANYBODY)
  @PostMapping("/answer")
  @Nullable CompletableFuture<Taken> answer(
      @RequestBody Given body,
      HttpServletRequest request,
      HttpServletResponse response,
      Context nobodys)
      throws IOException {
    AnswerLink link = tokens.find(body.token(), request, response);
    if (link == null) {
      return null;
    }
    String comment = body.comment();
    AnswerByLink answer =
        new AnswerByLink(
            link.task(),
            link.id(),
            body.outcome(),
            answer(body.answer()),
            comment == null || comment.isBlank() ? Payload.NULL : Payload.of(comment));
    return LinkedTasks.withoutTrace(
            rooms.<Object>send(
                answer, nobodys.within(link.tenant(), link.workspace(), link.actor())))
        .thenApply(done -> new Taken(true));
  }

  private static Payload answer(@Nullable Object answer) {
    return answer == null ? Payload.EMPTY : Payload.of(answer);
  }
}
