package io.fluxo.api.architecture.guilty.api;

/** Here so that the room is not empty. */
record Innocent() {}
