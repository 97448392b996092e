/** Time stamps (RFC 3161). */
@NullMarked
package io.fluxo.connectors.evidence.stamp;

import org.jspecify.annotations.NullMarked;
