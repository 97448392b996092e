package io.fluxo.api.architecture.guilty.connectors;

/** Here so that the room is not empty. */
record Innocent() {}
