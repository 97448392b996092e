/** Keys for machines. */
@NullMarked
package io.fluxo.api.key;

import org.jspecify.annotations.NullMarked;
