package io.fluxo.api.access;

/** Tells which workspaces there are. */
public interface Workspaces {

  /** Whether the tenant has a workspace of that name and is not suspended. */
  boolean exists(String tenant, String workspace);
}
