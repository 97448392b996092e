/** Whether an evidence pack is what it says. */
@NullMarked
package io.fluxo.connectors.evidence.verify;

import org.jspecify.annotations.NullMarked;
