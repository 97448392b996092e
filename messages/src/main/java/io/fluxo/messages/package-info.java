/** What the rooms of Fluxo say to each other. */
@NullMarked
package io.fluxo.messages;

import org.jspecify.annotations.NullMarked;
