/** Definitions of workflows: reading, checking, versions. */
@NullMarked
package io.fluxo.command.workflow;

import org.jspecify.annotations.NullMarked;
