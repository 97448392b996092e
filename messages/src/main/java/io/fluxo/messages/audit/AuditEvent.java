package io.fluxo.messages.audit;

import java.util.List;

/** What is kept of those who look. */
public sealed interface AuditEvent {

  /**
   * A field of an answer.
   *
   * @param pointer where it stands, places in lists as {@code *}
   * @param count how often
   */
  record Field(String pointer, int count) {}

  /**
   * Somebody was given personal data in clear.
   *
   * @param object of what, as {@code kind:id}
   * @param path by which request
   * @param fields which, the first of them; empty where a whole document was given
   * @param count how many values in all
   */
  record DataRead(String object, String path, List<Field> fields, int count) implements AuditEvent {

    public DataRead {
      fields = List.copyOf(fields);
    }

    /** A whole document was given: a pack, a report, an export. */
    public static DataRead whole(String object, String path) {
      return new DataRead(object, path, List.of(), 0);
    }
  }
}
