/** What can be wrong with the ground that everything stands on. */
@NullMarked
package io.fluxo.messages.fault;

import org.jspecify.annotations.NullMarked;
