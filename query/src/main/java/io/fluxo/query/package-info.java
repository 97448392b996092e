/** The read side: projections and the questions they answer. */
@NullMarked
package io.fluxo.query;

import org.jspecify.annotations.NullMarked;
