package io.fluxo.messages.work;

/** The name under which this process holds work: new at every start, never used again. */
public record WorkerId(String value) {}
