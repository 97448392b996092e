package io.fluxo.command.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML with places: the part of it that says no more than JSON. Anchors, aliases, tags and
 * further documents are refused; only the events of the library are used, so that no tag can make
 * an object and no alias can multiply.
 */
final class YamlText {

  private final Parser in;

  YamlText(String text) {
    this.in = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  Located read() {
    try {
      in.getEvent(); // the start of the stream
      if (in.checkEvent(Event.ID.StreamEnd)) {
        throw new UnreadableText("", 1, 1, "The text is empty", "a definition");
      }
      in.getEvent(); // the start of the document
      Located root = value(Path.ROOT);
      in.getEvent(); // the end of the document
      if (!in.checkEvent(Event.ID.StreamEnd)) {
        Mark mark = in.peekEvent().getStartMark();
        throw at("", mark, "A second document begins", "one document");
      }
      return root;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw new UnreadableText(
          "",
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "This is not YAML: " + e.getProblem(),
          e.getContext());
    } catch (YAMLException | IllegalArgumentException e) {
      throw new UnreadableText("", 1, 1, "This is not YAML", null);
    }
  }

  private Located value(Path path) {
    Event event = in.getEvent();
    Mark mark = event.getStartMark();
    if (event.is(Event.ID.Alias) || (event instanceof NodeEvent node && node.getAnchor() != null)) {
      throw at(path.pointer(), mark, "Anchors and aliases are not allowed", "the value itself");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, path);
      case MappingStartEvent start -> mapping(start, path);
      case SequenceStartEvent start -> sequence(start, path);
      default -> throw at(path.pointer(), mark, "A value is missing", "a value");
    };
  }

  private Located scalar(ScalarEvent scalar, Path path) {
    Mark mark = scalar.getStartMark();
    refuseTag(scalar.getTag(), path, mark);
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    Object value =
        scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN
            ? YamlScalars.resolve(scalar.getValue(), path, line, column)
            : SourceText.checkedText(scalar.getValue(), path, line, column);
    return new Located(value, Spot.at(line, column));
  }

  private Located mapping(MappingStartEvent start, Path path) {
    Mark mark = start.getStartMark();
    refuseTag(start.getTag(), path, mark);
    SourceText.checkDepth(path, mark.getLine() + 1, mark.getColumn() + 1);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Spot> spots = new LinkedHashMap<>();
    while (!in.checkEvent(Event.ID.MappingEnd)) {
      Event event = in.getEvent();
      Mark keyMark = event.getStartMark();
      if (!(event instanceof ScalarEvent scalar) || scalar.getAnchor() != null) {
        throw at(path.pointer(), keyMark, "A key must be a text", "key: value");
      }
      refuseTag(scalar.getTag(), path, keyMark);
      String key = scalar.getValue();
      int line = keyMark.getLine() + 1;
      int column = keyMark.getColumn() + 1;
      SourceText.checkKey(key, path, line, column, values.containsKey(key));
      Located child = value(path.to(key));
      values.put(key, child.value());
      spots.put(key, child.spot().withKey(line, column));
    }
    in.getEvent();
    return located(Collections.unmodifiableMap(values), mark, spots, List.of());
  }

  private Located sequence(SequenceStartEvent start, Path path) {
    Mark mark = start.getStartMark();
    refuseTag(start.getTag(), path, mark);
    SourceText.checkDepth(path, mark.getLine() + 1, mark.getColumn() + 1);
    List<Object> values = new ArrayList<>();
    List<Spot> spots = new ArrayList<>();
    while (!in.checkEvent(Event.ID.SequenceEnd)) {
      Located child = value(path.to(Integer.toString(values.size())));
      values.add(child.value());
      spots.add(child.spot());
    }
    in.getEvent();
    return located(Collections.unmodifiableList(values), mark, Map.of(), spots);
  }

  private static Located located(
      Object value, Mark mark, Map<String, Spot> members, List<Spot> items) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    return new Located(value, new Spot(line, column, line, column, members, items));
  }

  private static void refuseTag(@Nullable String tag, Path path, Mark mark) {
    if (tag != null) {
      throw at(path.pointer(), mark, "Tags are not allowed", "a value without a tag");
    }
  }

  private static UnreadableText at(String pointer, Mark mark, String message, String expected) {
    return new UnreadableText(pointer, mark.getLine() + 1, mark.getColumn() + 1, message, expected);
  }
}
