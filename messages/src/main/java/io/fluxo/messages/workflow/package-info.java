/** The protocol of a workflow: its drafts, its published versions. */
@NullMarked
package io.fluxo.messages.workflow;

import org.jspecify.annotations.NullMarked;
