/** The smallest web application on Axon, which the start of Fluxo is compared with. */
@NullMarked
package io.fluxo.bench.minimal;

import org.jspecify.annotations.NullMarked;
