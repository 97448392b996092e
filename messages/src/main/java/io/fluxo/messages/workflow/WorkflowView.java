package io.fluxo.messages.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow, as shown.
 *
 * @param version the newest published version, 0 while there is only a draft
 * @param hash its content hash, null while there is only a draft
 * @param draft whether a draft is kept that is not published
 */
public record WorkflowView(
    WorkflowId id,
    String name,
    WorkflowState state,
    int version,
    @Nullable String hash,
    boolean draft,
    Instant createdAt,
    Instant updatedAt) {}
