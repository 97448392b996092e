/** Workflows, their versions and their triggers, as asked. */
@NullMarked
package io.fluxo.query.workflow;

import org.jspecify.annotations.NullMarked;
