package io.fluxo.api.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do with which runs.
 *
 * @param action retry, skip, discard, pause, resume, cancel, force, rewind or variables
 * @param workflow only runs of this one
 * @param status only runs that stand so
 * @param attention only those that ask for a person for this reason
 * @param node only those that ask for a person at this node
 * @param errorClass only those that ask for a person after such a failure
 * @param compensate whether cancelled runs are undone
 * @param output what the skipped node is taken to have given
 * @param branch the branch to take behind the skipped node
 * @param to the node to force them to, or to rewind them to
 * @param set new values of variables by name
 * @param remove names of variables to remove
 * @param expected how many runs the preview told; without it, this is the preview
 */
record BulkRequest(
    @Nullable String action,
    @Nullable String workflow,
    @Nullable String status,
    @Nullable String attention,
    @Nullable String node,
    @Nullable String errorClass,
    @Nullable Boolean compensate,
    @Nullable Object output,
    @Nullable String branch,
    @Nullable String to,
    @Nullable Map<String, @Nullable Object> set,
    @Nullable List<String> remove,
    @Nullable String reason,
    @Nullable Integer expected) {

  BulkFilter filter() {
    return new BulkFilter(
        workflow, status, DeadRunController.attention(attention), node, errorClass);
  }
}
