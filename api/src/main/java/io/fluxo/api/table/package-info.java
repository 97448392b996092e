/** Reading and writing the tables of the edge. */
@NullMarked
package io.fluxo.api.table;

import org.jspecify.annotations.NullMarked;
