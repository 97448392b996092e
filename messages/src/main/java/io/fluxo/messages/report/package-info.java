/** What authorities ask for: records of processing, and figures of service. */
@NullMarked
package io.fluxo.messages.report;

import org.jspecify.annotations.NullMarked;
