/** The web server, and what it does not let callers do to it. */
@NullMarked
package io.fluxo.api.server;

import org.jspecify.annotations.NullMarked;
