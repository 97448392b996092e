package io.fluxo.messages.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what was found, in the order of the list
 * @param next the cursor of the next page, null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {}
