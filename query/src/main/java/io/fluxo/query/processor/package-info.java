/** How events stream into the read models. */
@NullMarked
package io.fluxo.query.processor;

import org.jspecify.annotations.NullMarked;
