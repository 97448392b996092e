package io.fluxo.query.run;

/** Which row of counts a workspace has. */
record Workspace(String tenant, String workspace) {}
