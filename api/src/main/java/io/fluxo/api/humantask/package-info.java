/** Human tasks at the edge: inboxes, what people do, files, links. */
@NullMarked
package io.fluxo.api.humantask;

import org.jspecify.annotations.NullMarked;
