/** The protocol of human tasks: what people are asked for, and what they do about it. */
@NullMarked
package io.fluxo.messages.humantask;

import org.jspecify.annotations.NullMarked;
