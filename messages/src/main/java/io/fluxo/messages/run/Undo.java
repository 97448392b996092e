package io.fluxo.messages.run;

import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an effect that happened would be undone. It is settled when the effect is known to have
 * happened, so that it can be shown before it is done, and is the same whatever happens later.
 *
 * @param of the ordinal of the effect
 * @param node the node that had it
 * @param with the node that undoes it
 * @param input the configuration of that node with all expressions resolved
 * @param secrets where secrets belong in the input, null where it needs none
 * @param failure why the input could not be made, null where it could
 */
public record Undo(
    int of,
    String node,
    String with,
    Payload input,
    @Nullable List<SecretPlace> secrets,
    @Nullable Failure failure) {}
