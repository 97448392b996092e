/** The forms of human tasks: what a person is asked, and whether the answer is one. */
@NullMarked
package io.fluxo.command.form;

import org.jspecify.annotations.NullMarked;
