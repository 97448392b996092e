package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Ids;
import io.fluxo.api.mask.ToldOnce;
import io.fluxo.api.member.Emails;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskCommand.RevokeLink;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.value.Payload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links by which somebody without an account answers a task once. */
@Tag(name = "Human tasks")
@RestController
@RequestMapping("/api/v1/tasks/{id}/links")
final class TaskLinkController {

  private static final int LONGEST_ID = 64;

  /**
   * A link that somebody wants.
   *
   * @param expiresIn for example PT48H or 48h; 7 days without it, and at most 30
   * @param email of whom it is for
   */
  record NewLink(@Nullable String expiresIn, @Nullable String email) {}

  /**
   * A link.
   *
   * @param url where its holder answers; told this once
   */
  record IssuedLink(String id, URI url, Instant expiresAt) {}

  private final TaskDesk desk;
  private final LinkTokens tokens;
  private final Ids ids;
  private final InstantSource clock;

  TaskLinkController(TaskDesk desk, LinkTokens tokens, Ids ids, InstantSource clock) {
    this.desk = desk;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  @Operation(summary = "Makes a link by which somebody without an account answers once")
  @Requires(Permission.TASKS_WORK)
  @ToldOnce
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CompletableFuture<IssuedLink> issue(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable NewLink body,
      Caller caller,
      Context context) {
    TaskId task = TaskIds.read(id);
    String email = body == null ? null : body.email();
    Payload recipient =
        email == null ? Payload.NULL : Payload.of(Map.of("email", Emails.require("/email", email)));
    Instant until = clock.instant().plus(life(body)).truncatedTo(ChronoUnit.SECONDS);
    AnswerLink link =
        new AnswerLink(context.tenant(), context.workspace(), task, ids.next(), until);
    return desk.act(who -> new IssueLink(task, link.id(), until, recipient, who), caller, context)
        .thenApply(issued -> new IssuedLink(link.id(), tokens.address(link), until));
  }

  @Operation(summary = "Takes a link back")
  @Requires(Permission.TASKS_WORK)
  @DeleteMapping("/{link}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  CompletableFuture<Void> revoke(
      @PathVariable String id, @PathVariable String link, Caller caller, Context context) {
    TaskId task = TaskIds.read(id);
    // A longer one is no id of a link, and is as good as one that was taken back before.
    String known = link.length() > LONGEST_ID ? "" : link;
    return desk.act(who -> new RevokeLink(task, known, who), caller, context)
        .thenAccept(revoked -> {});
  }

  private static Duration life(@Nullable NewLink body) {
    String wanted = body == null ? null : body.expiresIn();
    return wanted == null
        ? LinkTokens.USUAL
        : Paging.duration("/expiresIn", wanted, LinkTokens.SHORTEST, LinkTokens.LONGEST);
  }
}
