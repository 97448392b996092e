package io.fluxo.messages.history;

/**
 * A value that is kept apart from its events.
 *
 * @param sha256 SHA-256 of the JSON in UTF-8, lower-case hex
 * @param json the very text that was hashed
 */
public record StoredValue(String sha256, String json) {}
