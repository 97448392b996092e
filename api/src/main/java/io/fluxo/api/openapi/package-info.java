/** The description of the API that programs read. */
@NullMarked
package io.fluxo.api.openapi;

import org.jspecify.annotations.NullMarked;
