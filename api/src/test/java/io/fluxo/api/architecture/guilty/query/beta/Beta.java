package io.fluxo.api.architecture.guilty.query.beta;

import io.fluxo.api.architecture.guilty.query.alpha.Alpha;

/** Guilty: the other half of a cycle. */
public record Beta(Alpha alpha) {}
