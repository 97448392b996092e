/** What authorities ask for, from rows and events. */
@NullMarked
package io.fluxo.query.report;

import org.jspecify.annotations.NullMarked;
