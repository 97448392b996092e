/** PostgreSQL: the one that comes with the program, or the one that the operator names. */
@NullMarked
package io.fluxo.api.boot.postgres;

import org.jspecify.annotations.NullMarked;
