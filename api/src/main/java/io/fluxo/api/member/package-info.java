/** The people of a tenant. */
@NullMarked
package io.fluxo.api.member;

import org.jspecify.annotations.NullMarked;
