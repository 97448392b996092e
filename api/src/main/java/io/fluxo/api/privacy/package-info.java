/** What a tenant does about the data of people: finding, telling, erasing, keeping. */
@NullMarked
package io.fluxo.api.privacy;

import org.jspecify.annotations.NullMarked;
