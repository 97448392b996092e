package io.fluxo.api.projection;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.projection.ProjectionView;
import io.fluxo.messages.projection.Projections;
import io.fluxo.messages.security.SecurityEvent.ReplayAsked;
import io.fluxo.messages.security.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The read models of the installation, for whoever runs it. */
@Tag(name = "Repair")
@RestController
@RequestMapping("/api/v1/projections")
final class ProjectionController {

  private final Projections projections;
  private final SecurityLog log;

  ProjectionController(Projections projections, SecurityLog log) {
    this.projections = projections;
    this.log = log;
  }

  @Operation(summary = "Lists the read models: how far behind they are, and how a replay goes")
  @Requires(Permission.SYSTEM_REPAIR)
  @GetMapping
  Map<String, List<ProjectionView>> list() {
    return Map.of("items", projections.all());
  }

  @Operation(summary = "Makes read models anew beside those that serve, then swaps them")
  @Requires(Permission.SYSTEM_REPAIR)
  @PostMapping("/{name}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ProjectionView.Replay replay(@PathVariable String name, Context context) {
    ProjectionView.Replay replay = projections.replay(name, context.actor());
    log.record(context, new ReplayAsked(name, replay.id()));
    return replay;
  }
}
