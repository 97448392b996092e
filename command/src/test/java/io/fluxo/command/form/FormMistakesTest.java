package io.fluxo.command.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.messages.rejection.Rejection.Problem;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake of an author is told where it is. */
class FormMistakesTest {

  private static final ObjectMapper MAPPER = Json.mapper();

  private final FormCheck check = new FormCheck(new BoundedExpressions(System::nanoTime));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | `` | not an object",
        "{'ui': {}} | /schema | no schema",
        "{'schema': {'type': 'object'}, 'more': 1} | `` | unknown key",
        "{'schema': {'type': 'array'}} | /schema/type | is an object",
        "{'schema': {'type': 'object', 'required': 'a'}} | /schema/required | array",
        "{'schema': {'type': 'object', '$schema': 'http://json-schema.org/draft-07/schema#'}}"
            + " | /schema/$schema | Another dialect",
        "{'schema': {'type': 'object', '$ref': 'http://127.0.0.1/x'}} | /schema/$ref | itself",
        "{'schema': {'type': 'object', '$ref': '#/$defs/no'}} | /schema/$ref | no such schema",
        "{'schema': {'type': 'object', '$ref': '#'}} | /schema | without end",
        "{'schema': {'type': 'object', '$id': 'urn:x'}} | /schema/$id | not available",
        "{'schema': {'type': 'object', 'properties': {'a': {'pattern': '(?=a)b'}}}}"
            + " | /schema/properties/a/pattern | RE2",
        "{'schema': {'type': 'object', 'properties': {'a': {'pattern': '((a{99}){99}){99}'}}}}"
            + " | /schema/properties/a/pattern | more than",
        "{'schema': {'type': 'object', 'patternProperties': {'(': true}}}"
            + " | /schema/patternProperties | RE2",
        "{'schema': {'type': 'object', 'properties': {'a': {'format': 'e-mail'}}}}"
            + " | /schema/properties/a/format | no such format",
        "{'schema': {'type': 'object'}, 'ui': []} | /ui | not an object",
        "{'schema': {'type': 'object'}, 'ui': {'title': 1}} | /ui/title | unknown",
        "{'schema': {'type': 'object'}, 'ui': {'order': ['a']}} | /ui/order/0 | no such property",
        "{'schema': {'type': 'object'}, 'ui': {'order': 'a'}} | /ui/order | not a list",
        "{'schema': {'type': 'object', 'properties': {'a': true}}, 'ui': {'order': ['a', 'a']}}"
            + " | /ui/order/1 | a place already",
        "{'schema': {'type': 'object'}, 'ui': {'fields': {'a/b': {}}}}"
            + " | /ui/fields/a~1b | no such property",
        "{'schema': {'type': 'object'}, 'data': []} | /data | not an object",
      })
  void isTold(String form, String pointer, String message) throws JsonProcessingException {
    assertThat(mistakes(form))
        .anySatisfy(
            problem -> {
              assertThat(problem.pointer()).isEqualTo(pointer);
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'color': 1} | /color | unknown",
        "{'label': 1} | /label | text",
        "{'label': {'portuguese!': 'x'}} | /label | language",
        "{'help': {}} | /help | text",
        "{'widget': 'slider'} | /widget | no such widget",
        "{'readOnly': 'yes'} | /readOnly | not true or false",
        "{'visibleWhen': 1} | /visibleWhen | not a short text",
        "{'visibleWhen': 'form.'} | /visibleWhen | does not compile",
        "{'visibleWhen': 'input.a == 1'} | /visibleWhen | does not compile",
        "{'visibleWhen': 'form.n + 1'} | /visibleWhen | not true or false",
        "{'visibleWhen': 'form.n.exists(x, x == 1)'} | /visibleWhen | loops",
      })
  void isToldOfAField(String field, String pointer, String message) throws JsonProcessingException {
    String form =
        "{'schema': {'type': 'object', 'properties': {'a': true, 'n': true}},"
            + " 'ui': {'fields': {'a': "
            + field
            + "}}, 'data': {'n': 1}}";
    assertThat(mistakes(form))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/ui/fields/a" + pointer);
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource({"form.no == 1", "form.no.deep > 2", "form.n > 'a'", "form.no || form.n == 1"})
  void whatIsMissingIsNoMistake(String condition) throws JsonProcessingException {
    assertThat(
            mistakes(
                "{'schema': {'type': 'object', 'properties': {'a': true}},"
                    + " 'ui': {'fields': {'a': {'visibleWhen': \""
                    + condition
                    + "\"}}}, 'data': {'n': 1}}"))
        .isEmpty();
  }

  @Test
  void aFormThatIsTooLargeIsRefused() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i <= FormSchemaCheck.MAX_PROPERTIES; i++) {
      properties.put("p" + i, true);
    }
    assertThat(of(Map.of("type", "object", "properties", properties)))
        .extracting(Problem::message)
        .containsExactly("The schema is too large");
    properties.remove("p0");
    assertThat(of(Map.of("type", "object", "properties", properties))).isEmpty();
    List<Object> many = Collections.nCopies(FormSchemaCheck.MAX_SCHEMAS, Map.of());
    assertThat(of(Map.of("type", "object", "allOf", many)))
        .extracting(Problem::message)
        .containsExactly("The schema is too large");
    assertThat(of(Map.of("type", "object", "title", "a".repeat(FormReader.MAX_SCHEMA))))
        .extracting(Problem::message)
        .containsExactly("The value is too large");
    Map<String, Object> deep = Map.of();
    for (int i = 0; i < 20; i++) {
      deep = Map.of("items", deep);
    }
    assertThat(of(Map.of("type", "object", "properties", Map.of("a", deep))))
        .extracting(Problem::message)
        .containsExactly("The schema nests too deeply");
  }

  private List<Problem> of(Map<String, Object> schema) {
    return check.mistakes(Payload.of(Map.of("schema", schema)));
  }

  private List<Problem> mistakes(String form) throws JsonProcessingException {
    // Texts inside of conditions keep their single quotes.
    String json =
        form.contains("\"")
            ? form.replaceAll("'(\\$?\\w+)'(?=[:,}\\]])", "\"$1\"")
            : form.replace('\'', '"');
    return check.mistakes(MAPPER.readValue(json, Payload.class));
  }
}
