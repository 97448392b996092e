package io.fluxo.api.architecture.guilty.query.alpha;

import io.fluxo.api.architecture.guilty.query.beta.Beta;

/** Guilty: one half of a cycle. */
public record Alpha(Beta beta) {}
