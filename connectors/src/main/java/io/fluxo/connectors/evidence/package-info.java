/** Proof of what was run: packs, their signatures and their verification. */
@NullMarked
package io.fluxo.connectors.evidence;

import org.jspecify.annotations.NullMarked;
