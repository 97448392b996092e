/** How the edge says no: RFC 9457. */
@NullMarked
package io.fluxo.api.problem;

import org.jspecify.annotations.NullMarked;
