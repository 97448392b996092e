/** What travels beside every message: tenant, workspace, actor, correlation, causation, trace. */
@NullMarked
package io.fluxo.messages.context;

import org.jspecify.annotations.NullMarked;
