package io.fluxo.api.architecture.guilty.messages;

import org.springframework.core.env.Environment;

/** Guilty: a message that knows a framework. */
public record ChattyMessage(Environment environment) {}
