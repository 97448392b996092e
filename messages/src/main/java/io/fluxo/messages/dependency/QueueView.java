package io.fluxo.messages.dependency;

/**
 * How busy a node type is on this node with steps of one tenant.
 *
 * @param connector the node type
 * @param waiting attempts that begin as soon as the node type has a permit free
 * @param active attempts under way
 * @param parked attempts that wait for what they talk to: it is held up, or has enough to do
 * @param oldestWaitingMs for how long the oldest of those that wait or are parked has done so, in
 *     milliseconds; 0 for none
 */
public record QueueView(
    String connector, int waiting, int active, int parked, long oldestWaitingMs) {}
