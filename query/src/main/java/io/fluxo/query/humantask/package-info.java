/** Human tasks, as asked: inboxes, single tasks, and what deadlines would have done. */
@NullMarked
package io.fluxo.query.humantask;

import org.jspecify.annotations.NullMarked;
