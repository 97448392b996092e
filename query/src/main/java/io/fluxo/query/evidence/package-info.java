/** The notary: every stored event in the append-only Merkle log of its tenant. */
@NullMarked
package io.fluxo.query.evidence;

import org.jspecify.annotations.NullMarked;
