package io.fluxo.messages.workflow;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workflow, as shown.
 *
 * @param version its number, 0 for the draft
 * @param source the definition as it was written; null in lists
 * @param definition the definition as a JSON tree; null in lists and for drafts
 */
public record VersionView(
    WorkflowId id,
    int version,
    @Nullable String hash,
    @Nullable String source,
    @Nullable Payload definition,
    String publishedBy,
    Instant publishedAt) {}
