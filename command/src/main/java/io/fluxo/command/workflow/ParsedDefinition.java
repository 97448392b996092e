package io.fluxo.command.workflow;

import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.value.Payload;
import java.util.List;

/**
 * A valid definition together with its text.
 *
 * @param source the text as it was written
 * @param tree the text as a JSON tree
 * @param hash SHA-256 over the canonical JSON of the tree, lower-case hex
 * @param triggers what the definition listens to
 */
public record ParsedDefinition(
    Definition definition,
    String source,
    Payload tree,
    String hash,
    List<TriggerBinding> triggers) {}
