package io.fluxo.query.humantask;

/** Which row a task has. */
record TaskKey(String tenant, String workspace, String taskId) {}
