/** Text as the database takes it. */
@NullMarked
package io.fluxo.query.text;

import org.jspecify.annotations.NullMarked;
