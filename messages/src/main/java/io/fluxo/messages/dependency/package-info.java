/** What steps talk to, and how it stands with it on this node. */
@NullMarked
package io.fluxo.messages.dependency;

import org.jspecify.annotations.NullMarked;
