package io.fluxo.query.run;

/** Which row a run has. */
record RunKey(String tenant, String workspace, String runId) {}
