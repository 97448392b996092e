package io.fluxo.messages.humantask;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that can be decided.
 *
 * @param value the outcome, and the branch that the run takes
 * @param label what people read, null for the value
 */
public record TaskOption(String value, @Nullable String label) {}
