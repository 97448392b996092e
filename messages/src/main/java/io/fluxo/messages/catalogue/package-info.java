/** The stable names and revisions under which events are stored. */
@NullMarked
package io.fluxo.messages.catalogue;

import org.jspecify.annotations.NullMarked;
