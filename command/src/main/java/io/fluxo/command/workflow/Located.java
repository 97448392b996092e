package io.fluxo.command.workflow;

import org.jspecify.annotations.Nullable;

/** A JSON value and where it stands. */
record Located(@Nullable Object value, Spot spot) {}
