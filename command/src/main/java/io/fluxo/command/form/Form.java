package io.fluxo.command.form;

import io.fluxo.command.schema.BoundedSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form, read and compiled.
 *
 * @param schema the schema of the answer
 * @param names the names of all fields, in the order in which they are shown
 * @param open whether an answer may have other fields
 * @param conditions when a field is visible, by its name
 * @param readOnly the fields that keep their prefilled value
 */
record Form(
    BoundedSchema schema,
    List<String> names,
    boolean open,
    Map<String, String> conditions,
    Set<String> readOnly) {

  /** The form and what is wrong with it; there is no form where something is. */
  record Read(@Nullable Form form, Mistakes mistakes) {}
}
