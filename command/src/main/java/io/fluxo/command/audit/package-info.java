/** Who was given personal data, stored. */
@NullMarked
package io.fluxo.command.audit;

import org.jspecify.annotations.NullMarked;
