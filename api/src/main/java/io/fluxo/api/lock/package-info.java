/** Locks that callers hold for a time, with a token that fences off who comes late. */
@NullMarked
package io.fluxo.api.lock;

import org.jspecify.annotations.NullMarked;
