package io.fluxo.api.lock;

/** Which lock is meant: a name in a workspace of a tenant. */
record LockPlace(String tenant, String workspace, String name) {}
