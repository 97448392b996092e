package io.fluxo.command.store;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot that this version can write and read. Others are passed over, and the aggregate is
 * read from its first event.
 *
 * @param name what the row says, for example {@code flx.run.snapshot}
 * @param revision raised whenever the form or the meaning of the state changes
 * @param type the class
 */
public record SnapshotType(String name, int revision, Class<?> type) {

  boolean isNamed(String storedName, @Nullable String storedRevision) {
    return name.equals(storedName) && Integer.toString(revision).equals(storedRevision);
  }
}
