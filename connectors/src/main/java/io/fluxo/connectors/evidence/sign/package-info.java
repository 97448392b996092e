/** Certificates, and signatures with them. */
@NullMarked
package io.fluxo.connectors.evidence.sign;

import org.jspecify.annotations.NullMarked;
