/** Webhooks of providers. */
@NullMarked
package io.fluxo.api.hook;

import org.jspecify.annotations.NullMarked;
