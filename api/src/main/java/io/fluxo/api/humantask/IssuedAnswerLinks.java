package io.fluxo.api.humantask;

import io.fluxo.api.context.Rooms;
import io.fluxo.api.notice.AnswerLinks;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.value.Payload;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Makes the links that letters carry. One letter has one link, however often it is written. */
@Component
final class IssuedAnswerLinks implements AnswerLinks {

  private static final String ACTOR = "notice";

  private final Rooms rooms;
  private final LinkTokens tokens;
  private final InstantSource clock;

  IssuedAnswerLinks(Rooms rooms, LinkTokens tokens, InstantSource clock) {
    this.rooms = rooms;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<URI> issue(
      String tenant, String workspace, TaskId task, String email, String noticeId) {
    Instant until = clock.instant().plus(LinkTokens.USUAL).truncatedTo(ChronoUnit.SECONDS);
    String id = TaskIds.derived(tenant, workspace, task.value(), noticeId, email);
    AnswerLink link = new AnswerLink(tenant, workspace, task, id, until);
    Context context = new Context(tenant, workspace, ACTOR, noticeId, null, null);
    Payload recipient = Payload.of(Map.of("email", email));
    // Of a repetition the task takes no notice: the link ends when it was to end at first.
    return rooms
        .<Object>send(new IssueLink(task, id, until, recipient, null), context)
        .thenApply(issued -> tokens.address(link));
  }
}
