/** Reports for authorities, as JSON and as pages to read. */
@NullMarked
package io.fluxo.api.report;

import org.jspecify.annotations.NullMarked;
