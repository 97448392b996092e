/** What keeps tenants apart when the read side is asked. */
@NullMarked
package io.fluxo.query.tenancy;

import org.jspecify.annotations.NullMarked;
