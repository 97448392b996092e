package io.fluxo.api.log;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.ConsistencyProof;
import io.fluxo.messages.evidence.InclusionProof;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.LogQuery.GetCheckpoint;
import io.fluxo.messages.evidence.LogQuery.ListCheckpoints;
import io.fluxo.messages.evidence.LogQuery.ListLogKeys;
import io.fluxo.messages.evidence.LogQuery.ProveConsistency;
import io.fluxo.messages.evidence.LogQuery.ProveInclusion;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the log of the tenant, and proves what is in it. */
@Tag(name = "Log")
@RestController
@RequestMapping("/api/v1/log")
final class LogController {

  private final Rooms rooms;

  LogController(Rooms rooms) {
    this.rooms = rooms;
  }

  @Operation(summary = "Shows the newest checkpoint of the log, or the one of a size")
  @Requires(Permission.LOG_READ)
  @GetMapping("/checkpoint")
  CompletableFuture<CheckpointView> getCheckpoint(
      @RequestParam(required = false) @Nullable Long size, Context context) {
    return find(size, context).thenApply(CheckpointView::of);
  }

  @Operation(summary = "Shows the newest checkpoint of the log, or the one of a size")
  @Requires(Permission.LOG_READ)
  @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  CompletableFuture<String> getCheckpointNote(
      @RequestParam(required = false) @Nullable Long size, Context context) {
    return find(size, context).thenApply(SignedCheckpoint::note);
  }

  private CompletableFuture<SignedCheckpoint> find(@Nullable Long size, Context context) {
    return rooms.ask(
        new GetCheckpoint(context.tenant(), context.workspace(), size), SignedCheckpoint.class);
  }

  @Operation(summary = "Lists the checkpoints that are kept, newest first")
  @Requires(Permission.LOG_READ)
  @GetMapping("/checkpoints")
  CompletableFuture<Page<CheckpointView>> listCheckpoints(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListCheckpoints(context.tenant(), context.workspace(), Paging.of(cursor, limit)))
        .thenApply(LogController::shown);
  }

  private static Page<CheckpointView> shown(Page<?> page) {
    return new Page<>(
        page.items().stream().map(each -> CheckpointView.of((SignedCheckpoint) each)).toList(),
        page.next());
  }

  @Operation(summary = "Lists the keys that sign checkpoints, and those that did")
  @Requires(Permission.LOG_READ)
  @GetMapping("/keys")
  CompletableFuture<List<LogKeyView>> listKeys(Context context) {
    return rooms
        .askAll(new ListLogKeys(context.tenant(), context.workspace()), LogKey.class)
        .thenApply(keys -> keys.stream().map(LogKeyView::of).toList());
  }

  @Operation(summary = "Proves that an event is in the log")
  @Requires(Permission.LOG_READ)
  @GetMapping("/proofs/inclusion")
  CompletableFuture<InclusionView> proveInclusion(
      @RequestParam String subject,
      @RequestParam long sequence,
      @RequestParam(required = false) @Nullable Long size,
      Caller caller,
      Context context) {
    return rooms
        .ask(
            new ProveInclusion(context.tenant(), context.workspace(), subject, sequence, size),
            InclusionProof.class)
        .thenApply(proof -> InclusionView.of(proof, caller.may(Permission.DATA_UNMASKED)));
  }

  @Operation(summary = "Proves that the log has only grown from one size to another")
  @Requires(Permission.LOG_READ)
  @GetMapping("/proofs/consistency")
  CompletableFuture<ConsistencyView> proveConsistency(
      @RequestParam long first,
      @RequestParam(required = false) @Nullable Long second,
      Context context) {
    return rooms
        .ask(
            new ProveConsistency(context.tenant(), context.workspace(), first, second),
            ConsistencyProof.class)
        .thenApply(ConsistencyView::of);
  }
}
