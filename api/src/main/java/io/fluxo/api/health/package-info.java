/** Whether everything keeps going: seen, told, and started again where it has stopped. */
@NullMarked
package io.fluxo.api.health;

import org.jspecify.annotations.NullMarked;
