package io.fluxo.api.architecture.guilty.saga;

/** Here so that the room is not empty. */
record Innocent() {}
