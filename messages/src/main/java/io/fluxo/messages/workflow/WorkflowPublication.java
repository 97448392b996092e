package io.fluxo.messages.workflow;

/**
 * The answer to publishing.
 *
 * @param id the workflow
 * @param version the version's number, from 1
 * @param hash SHA-256 over the canonical JSON (RFC 8785) of the definition, lower-case hex
 * @param created whether this call made the version, or it was there already
 */
public record WorkflowPublication(WorkflowId id, int version, String hash, boolean created) {}
