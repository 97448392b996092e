package io.fluxo.api.key;

import io.fluxo.api.access.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without what proves it.
 *
 * @param permissions what it may do
 * @param workspace the only workspace it may enter, null for all of the tenant
 * @param createdBy who made it
 * @param expiresAt when it ends by itself, null for never
 * @param usedAt when it was last used, to the minute; null for never
 * @param revokedAt when it was revoked, null where it was not
 */
public record KeyView(
    String id,
    String name,
    List<Permission> permissions,
    @Nullable String workspace,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt) {}
