/** Pages of lists: a cursor in, a cursor out. */
@NullMarked
package io.fluxo.messages.page;

import org.jspecify.annotations.NullMarked;
