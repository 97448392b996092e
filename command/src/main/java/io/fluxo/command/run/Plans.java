package io.fluxo.command.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.workflow.PublishedDefinitions;
import io.fluxo.command.workflow.PublishedDefinitions.Published;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.messages.workflow.WorkflowKey;
import org.jspecify.annotations.Nullable;

/** The plans of published versions, made once each. */
final class Plans {

  private record Version(WorkflowKey key, int version) {}

  private final PublishedDefinitions definitions;
  private final NodeTypes types;
  private final Cache<Version, Plan> plans = Caffeine.newBuilder().maximumSize(2_000).build();

  Plans(PublishedDefinitions definitions, NodeTypes types) {
    this.definitions = definitions;
    this.types = types;
  }

  /** The plan for a new run. */
  Plan forStart(Context context, WorkflowId workflow, @Nullable Integer version) {
    WorkflowKey key = WorkflowKey.of(context.tenant(), context.workspace(), workflow);
    return of(key, definitions.find(key, version));
  }

  /** The plan of a run under way. */
  Plan of(Context context, WorkflowRef ref) {
    WorkflowKey key = WorkflowKey.of(context.tenant(), context.workspace(), ref.id());
    Plan plan = plans.getIfPresent(new Version(key, ref.version()));
    return plan == null ? of(key, definitions.find(key, ref.version())) : plan;
  }

  private Plan of(WorkflowKey key, Published published) {
    return plans.get(
        new Version(key, published.ref().version()),
        version -> Plan.of(published.ref(), published.definition(), types));
  }
}
