/** Pages and PDFs for people. */
@NullMarked
package io.fluxo.connectors.evidence.report;

import org.jspecify.annotations.NullMarked;
