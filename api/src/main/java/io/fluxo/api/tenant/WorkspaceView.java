package io.fluxo.api.tenant;

import java.time.Instant;

/** A workspace of a tenant. */
public record WorkspaceView(String id, String name, Instant createdAt) {}
