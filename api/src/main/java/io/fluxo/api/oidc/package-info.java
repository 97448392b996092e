/** Getting in by a provider that the operator trusts (OpenID Connect). */
@NullMarked
package io.fluxo.api.oidc;

import org.jspecify.annotations.NullMarked;
