package io.fluxo.messages.context;

/** A question about one workspace of one tenant: whoever answers it sees nothing else. */
public interface WorkspaceQuery {

  String tenant();

  String workspace();
}
