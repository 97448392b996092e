/** The people that data is about: finding, telling, erasing and keeping what is held of them. */
@NullMarked
package io.fluxo.messages.privacy;

import org.jspecify.annotations.NullMarked;
