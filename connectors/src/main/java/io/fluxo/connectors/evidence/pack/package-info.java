/** What stands in an evidence pack, and the bytes of it. */
@NullMarked
package io.fluxo.connectors.evidence.pack;

import org.jspecify.annotations.NullMarked;
