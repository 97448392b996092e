package io.fluxo.command.store;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The mapper of what is stored, not to be taken for that of the edge. */
record StoredJson(ObjectMapper mapper) {}
