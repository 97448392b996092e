package io.fluxo.messages.value;

/**
 * Stands in an event for a value that is kept apart from it.
 *
 * @param tenant whose value it is
 * @param workspace where in the tenant
 * @param sha256 the SHA-256 of the value's JSON in UTF-8, in lower-case hexadecimal digits
 * @param bytes how long that JSON is
 */
public record PayloadReference(String tenant, String workspace, String sha256, int bytes) {}
