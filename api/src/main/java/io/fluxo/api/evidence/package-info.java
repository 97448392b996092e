/** Evidence packs: fetched, verified, and whose certificate signs them. */
@NullMarked
package io.fluxo.api.evidence;

import org.jspecify.annotations.NullMarked;
