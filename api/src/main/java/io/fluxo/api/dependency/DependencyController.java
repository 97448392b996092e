package io.fluxo.api.dependency;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.dependency.Dependencies;
import io.fluxo.messages.dependency.DependencyView;
import io.fluxo.messages.dependency.QueueView;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.security.SecurityEvent.DependencyReset;
import io.fluxo.messages.security.SecurityLog;
import io.fluxo.messages.value.KeyText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What steps wait for, on the node that answers. */
@Tag(name = "Dependencies")
@RestController
@RequestMapping("/api/v1")
final class DependencyController {

  /**
   * What is to be let in again.
   *
   * @param connector the node type, as the list names it
   * @param dependency the name, as the list has it
   * @param reason why, for whoever asks later
   */
  record ResetRequest(
      @Nullable String connector, @Nullable String dependency, @Nullable String reason) {}

  private final Dependencies dependencies;
  private final SecurityLog log;

  DependencyController(Dependencies dependencies, SecurityLog log) {
    this.dependencies = dependencies;
    this.log = log;
  }

  @Operation(summary = "Lists what steps talk to, and what holds them up, on this node")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/dependencies")
  Page<DependencyView> listDependencies(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return dependencies.list(context.tenant(), context.workspace(), Paging.of(cursor, limit));
  }

  @Operation(summary = "Closes the breaker of a dependency on this node, and lets steps talk to it")
  @Requires(Permission.DEPENDENCIES_RESET)
  @PostMapping("/dependencies/reset")
  DependencyView resetDependency(@RequestBody ResetRequest body, Context context) {
    String connector = text("connector", body.connector());
    String dependency = text("dependency", body.dependency());
    String reason = text("reason", body.reason());
    DependencyView now =
        dependencies.reset(context.tenant(), context.workspace(), connector, dependency);
    log.record(context, new DependencyReset(connector, dependency, reason));
    return now;
  }

  private static String text(String field, @Nullable String given) {
    if (given == null) {
      throw Problems.invalid("/" + field, "The text is missing", KeyText.FORM);
    }
    return KeyText.require(field, given);
  }

  @Operation(
      summary = "Counts steps that wait, are parked or under way, by node type, on this node")
  @Requires(Permission.RUNS_READ)
  @GetMapping("/queues")
  Page<QueueView> listQueues(Context context) {
    return new Page<>(dependencies.queues(context.tenant()), null);
  }
}
