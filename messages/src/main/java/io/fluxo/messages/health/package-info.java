/** What must keep going, and how it says so. */
@NullMarked
package io.fluxo.messages.health;

import org.jspecify.annotations.NullMarked;
