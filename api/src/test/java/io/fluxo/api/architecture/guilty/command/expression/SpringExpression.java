package io.fluxo.api.architecture.guilty.command.expression;

import org.springframework.core.env.Environment;

/** Guilty: an expression that reads what is around it. */
record SpringExpression(Environment environment) {}
