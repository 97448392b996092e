/** Pages and waits, as requests ask for them. */
@NullMarked
package io.fluxo.api.paging;

import org.jspecify.annotations.NullMarked;
