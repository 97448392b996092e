/** Logs: readable for people, structured for machines, with the same fields in both. */
@NullMarked
package io.fluxo.api.logging;

import org.jspecify.annotations.NullMarked;
