/** What could not be dealt with, and is kept until somebody looks at it. */
@NullMarked
package io.fluxo.messages.deadletter;

import org.jspecify.annotations.NullMarked;
