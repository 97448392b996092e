/** What happened to evidence, stored. */
@NullMarked
package io.fluxo.command.evidence;

import org.jspecify.annotations.NullMarked;
