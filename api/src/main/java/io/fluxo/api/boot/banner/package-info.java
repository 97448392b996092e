/** What the operator reads once everything runs. */
@NullMarked
package io.fluxo.api.boot.banner;

import org.jspecify.annotations.NullMarked;
