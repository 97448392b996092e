package io.fluxo.api.workflow;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.DefinitionChange;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowCommand.ArchiveWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.PublishWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.SaveDraft;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import io.fluxo.messages.workflow.WorkflowPublication;
import io.fluxo.messages.workflow.WorkflowQuery.DiffVersions;
import io.fluxo.messages.workflow.WorkflowQuery.FindVersion;
import io.fluxo.messages.workflow.WorkflowQuery.FindWorkflow;
import io.fluxo.messages.workflow.WorkflowQuery.ListVersions;
import io.fluxo.messages.workflow.WorkflowQuery.ListWorkflows;
import io.fluxo.messages.workflow.WorkflowSources;
import io.fluxo.messages.workflow.WorkflowState;
import io.fluxo.messages.workflow.WorkflowView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Publishing and reading workflows. */
@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1")
final class WorkflowController {

  /** Why a workflow is archived. */
  record ArchiveRequest(@Nullable String reason) {}

  private final Rooms rooms;
  private final WorkflowSources sources;

  WorkflowController(Rooms rooms, WorkflowSources sources) {
    this.rooms = rooms;
    this.sources = sources;
  }

  @Operation(summary = "Keeps a draft or publishes a version")
  @Requires(Permission.WORKFLOWS_WRITE)
  @PostMapping(
      path = "/workflows",
      consumes = {
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/plain",
        MediaType.APPLICATION_JSON_VALUE
      })
  CompletableFuture<ResponseEntity<Object>> publish(
      @RequestBody byte[] body,
      @RequestParam(defaultValue = "false") boolean draft,
      Context context) {
    String source = text(body);
    WorkflowKey key =
        WorkflowKey.of(context.tenant(), context.workspace(), sources.identify(source));
    if (draft) {
      return rooms
          .<Object>send(new SaveDraft(key, source), context)
          .thenApply(
              done ->
                  ResponseEntity.created(location(key.id()))
                      .body(Map.of("id", key.id(), "draft", true)));
    }
    return rooms
        .<WorkflowPublication>send(new PublishWorkflow(key, source), context)
        .thenApply(WorkflowController::published);
  }

  @Operation(summary = "Publishes the draft")
  @Requires(Permission.WORKFLOWS_WRITE)
  @PostMapping("/workflows/{id}/publish")
  CompletableFuture<ResponseEntity<Object>> publishDraft(@PathVariable String id, Context context) {
    return rooms
        .<WorkflowPublication>send(new PublishWorkflow(key(id, context), null), context)
        .thenApply(WorkflowController::published);
  }

  @Operation(summary = "Takes a workflow out of service; its runs go on")
  @Requires(Permission.WORKFLOWS_WRITE)
  @PostMapping("/workflows/{id}/archive")
  CompletableFuture<Map<String, Object>> archive(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable ArchiveRequest request,
      Context context) {
    String reason = request == null ? null : request.reason();
    return rooms
        .<Object>send(new ArchiveWorkflow(key(id, context), reason), context)
        .thenApply(done -> Map.of("id", id, "state", "archived"));
  }

  @Operation(summary = "Lists the workflows")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/workflows")
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable WorkflowState state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListWorkflows(
                context.tenant(), context.workspace(), state, Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Shows a workflow")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/workflows/{id}")
  CompletableFuture<WorkflowView> find(@PathVariable String id, Context context) {
    return rooms.ask(
        new FindWorkflow(context.tenant(), context.workspace(), id(id)), WorkflowView.class);
  }

  @Operation(summary = "Lists the versions of a workflow")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/workflows/{id}/versions")
  CompletableFuture<Page<?>> versions(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return rooms
        .askPage(
            new ListVersions(
                context.tenant(), context.workspace(), id(id), Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  @Operation(summary = "Shows a version, or the draft")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/workflows/{id}/versions/{version}")
  CompletableFuture<VersionView> version(
      @PathVariable String id, @PathVariable String version, Context context) {
    return rooms.ask(
        new FindVersion(context.tenant(), context.workspace(), id(id), number(version)),
        VersionView.class);
  }

  @Operation(summary = "Tells what changed between two versions")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/workflows/{id}/diff")
  CompletableFuture<List<DefinitionChange>> diff(
      @PathVariable String id, @RequestParam int from, @RequestParam int to, Context context) {
    return rooms.askAll(
        new DiffVersions(context.tenant(), context.workspace(), id(id), from, to),
        DefinitionChange.class);
  }

  @Operation(summary = "Gives the JSON Schema of a definition")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping(path = "/schemas/workflow", produces = "application/schema+json")
  String schema() {
    return sources.schema();
  }

  private static ResponseEntity<Object> published(WorkflowPublication publication) {
    return publication.created()
        ? ResponseEntity.created(location(publication.id())).body(publication)
        : ResponseEntity.ok(publication);
  }

  private static URI location(WorkflowId id) {
    return URI.create("/api/v1/workflows/" + id.value());
  }

  /** Bytes that are no text would be stored as something else than was sent. */
  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Problems.invalid("", "The body is not UTF-8", "text in UTF-8");
    }
  }

  private static @Nullable Integer number(String version) {
    if (version.equals("latest")) {
      return null;
    }
    if (version.equals("draft")) {
      return 0;
    }
    try {
      return Integer.valueOf(version);
    } catch (NumberFormatException e) {
      throw Problems.invalid("/version", "There is no such version", "a number, latest or draft");
    }
  }

  private static WorkflowKey key(String id, Context context) {
    return WorkflowKey.of(context.tenant(), context.workspace(), id(id));
  }

  static WorkflowId id(String id) {
    if (!WorkflowId.isValid(id)) {
      throw Rejection.notFound("workflow of that id");
    }
    return new WorkflowId(id);
  }
}
