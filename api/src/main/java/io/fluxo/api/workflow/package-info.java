/** Workflows over HTTP. */
@NullMarked
package io.fluxo.api.workflow;

import org.jspecify.annotations.NullMarked;
