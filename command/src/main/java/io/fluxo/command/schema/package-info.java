/** JSON Schemas that users write: checked before they are taken, bounded where they are used. */
@NullMarked
package io.fluxo.command.schema;

import org.jspecify.annotations.NullMarked;
