package io.fluxo.messages.document;

import java.util.List;

/** A part of a document, from its top to its bottom. */
public sealed interface Block {

  /**
   * Says what follows.
   *
   * @param level 1 for a chapter, 2 for a part of one
   */
  record Heading(int level, Label label) implements Block {}

  /** A paragraph. */
  record Text(String text) implements Block {}

  /** A paragraph in letters of one width, its line ends kept: JSON, a signed note. */
  record Code(String text) implements Block {}

  /** Things with their names, one a line. */
  record Facts(List<Fact> facts) implements Block {

    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A thing with its name.
   *
   * @param code whether it is an id or a hash, and shown in letters of one width
   */
  record Fact(Label label, String value, boolean code) {}

  /**
   * A table.
   *
   * @param rows each with as many cells as there are columns
   */
  record Table(List<Column> columns, List<List<String>> rows) implements Block {

    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "Expected a cell for each of %d columns, but there are %d"
                  .formatted(columns.size(), row.size()));
        }
      }
    }
  }

  /**
   * A column.
   *
   * @param share its width in relation to the others
   * @param code whether it holds ids or hashes
   */
  record Column(Label label, int share, boolean code) {}

  /** A drawing with what it shows beneath. */
  record Figure(Drawing drawing, String caption) implements Block {}
}
