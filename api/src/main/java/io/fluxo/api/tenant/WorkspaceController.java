package io.fluxo.api.tenant;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Fields;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The workspaces of the caller's tenant. */
@Tag(name = "Tenants and workspaces")
@RestController
@RequestMapping("/api/v1/workspaces")
final class WorkspaceController {

  private static final String FORM = "[a-z][a-z0-9-]{0,62}";

  /** A workspace to add. */
  record WorkspaceRequest(@Nullable String id, @Nullable String name) {}

  private final Tenants tenants;

  WorkspaceController(Tenants tenants) {
    this.tenants = tenants;
  }

  @Operation(summary = "Lists the workspaces of the tenant")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping
  Map<String, List<WorkspaceView>> list(Caller caller) {
    return Map.of(
        "items",
        tenants.workspaces(caller.tenant()).stream()
            .filter(
                each -> caller.workspaces().isEmpty() || caller.workspaces().contains(each.id()))
            .toList());
  }

  @Operation(summary = "Adds a workspace")
  @Requires(Permission.WORKSPACES_MANAGE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  WorkspaceView add(@RequestBody WorkspaceRequest body, Caller caller, Context context) {
    if (!caller.workspaces().isEmpty()) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "Only who may enter all workspaces may add one");
    }
    String id =
        Fields.matching("/id", body.id(), FORM, "lower-case letters, digits and -, at most 63");
    return tenants.addWorkspace(id, Fields.text("/name", body.name(), 200), context);
  }
}
