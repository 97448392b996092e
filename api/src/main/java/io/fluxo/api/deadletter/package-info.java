/** What could not be dealt with: seen, tried again, and passed over. */
@NullMarked
package io.fluxo.api.deadletter;

import org.jspecify.annotations.NullMarked;
