package io.fluxo.messages.humantask;

import io.fluxo.messages.value.Payload;

/**
 * A file that was attached.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 * @param name what whoever attached it calls it
 * @param type its media type, as its bytes say
 * @param bytes how large it is
 */
public record TaskFile(String sha256, Payload name, String type, long bytes) {}
