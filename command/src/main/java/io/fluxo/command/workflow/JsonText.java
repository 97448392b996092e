package io.fluxo.command.workflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads strict JSON with places. */
final class JsonText {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(SourceText.MAX_DEPTH + 2)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final String text;

  JsonText(String text) {
    this.text = text;
  }

  Located read() {
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      Located root = value(in, Path.ROOT);
      if (in.nextToken() != null) {
        throw unreadable(in, "The definition ends before this place");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String message =
          e.getOriginalMessage().lines().findFirst().orElse("").replaceAll(" ?\\(.*", "");
      throw new UnreadableText(
          "",
          at == null ? 1 : at.getLineNr(),
          at == null ? 1 : at.getColumnNr(),
          "This is not JSON: " + message,
          "JSON, as the text begins with a brace");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Located value(JsonParser in, Path path) throws IOException {
    JsonLocation at = in.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    JsonToken token = in.currentToken();
    if (token == null) {
      throw unreadable(in, "The text ends too early");
    }
    Spot spot = Spot.at(line, column);
    return switch (token) {
      case START_OBJECT -> object(in, path, spot);
      case START_ARRAY -> array(in, path, spot);
      case VALUE_STRING ->
          new Located(SourceText.checkedText(in.getText(), path, line, column), spot);
      case VALUE_NUMBER_INT ->
          new Located(
              SourceText.checkedInteger(
                  in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                      ? null
                      : Long.valueOf(in.getLongValue()),
                  path,
                  line,
                  column),
              spot);
      case VALUE_NUMBER_FLOAT ->
          new Located(SourceText.checkedDecimal(in.getDoubleValue(), path, line, column), spot);
      case VALUE_TRUE -> new Located(true, spot);
      case VALUE_FALSE -> new Located(false, spot);
      case VALUE_NULL -> new Located(null, spot);
      default -> throw unreadable(in, "A value is missing");
    };
  }

  private Located object(JsonParser in, Path path, Spot at) throws IOException {
    SourceText.checkDepth(path, at.line(), at.column());
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Spot> spots = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      JsonLocation keyAt = in.currentTokenLocation();
      SourceText.checkKey(
          key, path, keyAt.getLineNr(), keyAt.getColumnNr(), values.containsKey(key));
      in.nextToken();
      Located child = value(in, path.to(key));
      values.put(key, child.value());
      spots.put(key, child.spot().withKey(keyAt.getLineNr(), keyAt.getColumnNr()));
    }
    return new Located(
        Collections.unmodifiableMap(values),
        new Spot(at.line(), at.column(), at.line(), at.column(), spots, List.of()));
  }

  private Located array(JsonParser in, Path path, Spot at) throws IOException {
    SourceText.checkDepth(path, at.line(), at.column());
    List<Object> values = new ArrayList<>();
    List<Spot> spots = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      Located child = value(in, path.to(Integer.toString(values.size())));
      values.add(child.value());
      spots.add(child.spot());
    }
    return new Located(
        Collections.unmodifiableList(values),
        new Spot(at.line(), at.column(), at.line(), at.column(), Map.of(), spots));
  }

  private static UnreadableText unreadable(JsonParser in, String message) {
    JsonLocation at = in.currentTokenLocation();
    return new UnreadableText("", at.getLineNr(), at.getColumnNr(), message, "one JSON object");
  }
}
