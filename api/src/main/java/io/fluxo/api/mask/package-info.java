/** Answers without personal data, for callers who are not to see any. */
@NullMarked
package io.fluxo.api.mask;

import org.jspecify.annotations.NullMarked;
