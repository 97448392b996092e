package io.fluxo.messages.trigger;

import io.fluxo.messages.value.Payload;

/**
 * A trigger node of a published version, bound to the outside.
 *
 * @param kind webhook, schedule or event
 * @param node the id of the trigger node
 * @param address what it listens to: the endpoint of a webhook, the cron expression of a schedule,
 *     the name of an event
 * @param config the whole configuration of the node
 */
public record TriggerBinding(TriggerKind kind, String node, String address, Payload config) {}
