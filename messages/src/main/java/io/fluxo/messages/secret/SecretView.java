package io.fluxo.messages.secret;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a secret.
 *
 * @param name the name by which definitions refer to it
 * @param scope for whom it is
 * @param workflow the workflow, where it is for one node
 * @param node the node, where it is for one
 * @param version 1 for the first value, then one more for each
 * @param createdAt when it was set first
 * @param updatedAt when its value was set
 * @param updatedBy who set it
 */
public record SecretView(
    String name,
    SecretScope.Level scope,
    @Nullable String workflow,
    @Nullable String node,
    int version,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {}
