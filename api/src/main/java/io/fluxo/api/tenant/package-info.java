/** Tenants and their workspaces. */
@NullMarked
package io.fluxo.api.tenant;

import org.jspecify.annotations.NullMarked;
