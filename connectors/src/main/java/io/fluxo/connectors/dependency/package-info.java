/** What may be asked of a dependency at a time, and when it is left alone. */
@NullMarked
package io.fluxo.connectors.dependency;

import org.jspecify.annotations.NullMarked;
