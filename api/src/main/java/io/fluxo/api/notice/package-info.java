/** Telling people and programs of human tasks: in the application, by mail and by webhook. */
@NullMarked
package io.fluxo.api.notice;

import org.jspecify.annotations.NullMarked;
