/** What starts runs from inside: events and schedules, as bound by published versions. */
@NullMarked
package io.fluxo.command.trigger;

import org.jspecify.annotations.NullMarked;
