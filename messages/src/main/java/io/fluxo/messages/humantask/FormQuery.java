package io.fluxo.messages.humantask;

import io.fluxo.messages.value.Payload;

/**
 * Asks whether an answer fits a form, and which fields of it are to be shown. The answer may be
 * incomplete: somebody may be filling it in. Answered with {@link FormVerdict}.
 *
 * @param form the form of a task; {@link Payload#NULL} for none
 */
public record FormQuery(Payload form, Payload answer) {}
