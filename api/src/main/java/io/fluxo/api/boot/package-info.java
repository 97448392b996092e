/** What wires the rooms together; the only place with ambient things such as the clock. */
@NullMarked
package io.fluxo.api.boot;

import org.jspecify.annotations.NullMarked;
