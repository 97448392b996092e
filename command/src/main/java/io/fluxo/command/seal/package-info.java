/** The keys under which payloads are sealed, and which are destroyed to erase them. */
@NullMarked
package io.fluxo.command.seal;

import org.jspecify.annotations.NullMarked;
