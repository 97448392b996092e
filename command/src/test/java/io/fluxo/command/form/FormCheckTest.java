package io.fluxo.command.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.messages.rejection.Rejection.Problem;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormCheckTest {

  private static final ObjectMapper MAPPER = Json.mapper();

  private static final String EXPENSE =
      """
      {"schema": {"type": "object", "required": ["amount", "reason", "other"],
        "properties": {
          "amount": {"type": "number", "minimum": 0},
          "reason": {"enum": ["travel", "other"]},
          "other": {"type": "string", "minLength": 3},
          "detail": {"type": "string"},
          "asked": {"type": "string"}}},
       "ui": {"order": ["reason", "other"], "fields": {
          "other": {"label": {"pt": "Qual?", "en": "Which?"}, "visibleWhen": "form.reason == 'other'"},
          "detail": {"widget": "textarea", "visibleWhen": "form.other == 'car'"},
          "asked": {"readOnly": true}}},
       "data": {"asked": "Ana", "reason": "travel"}}
      """;

  private final FormCheck check = new FormCheck(new BoundedExpressions(System::nanoTime));

  @Test
  void aFormThatIsRightHasNoMistakes() {
    assertThat(check.mistakes(json(EXPENSE))).isEmpty();
    assertThat(check.mistakes(Payload.NULL)).isEmpty();
    assertThat(check.mistakes(Payload.EMPTY)).isEmpty();
  }

  @Test
  void aRightAnswerIsKept() {
    Checked checked =
        check(EXPENSE, "{'amount': 3, 'reason': 'other', 'other': 'car', 'detail': 'x'}");
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.answer())
        .isEqualTo(
            json(
                "{'amount': 3, 'reason': 'other', 'other': 'car', 'detail': 'x', 'asked': 'Ana'}"));
  }

  @Test
  void aHiddenFieldIsNeitherKeptNorRequiredAndHidesWhatDependsOnIt() {
    Checked checked =
        check(EXPENSE, "{'amount': 3, 'reason': 'travel', 'other': 'car', 'detail': 5}");
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.answer())
        .isEqualTo(json("{'amount': 3, 'reason': 'travel', 'asked': 'Ana'}"));
  }

  @Test
  void aVisibleFieldIsRequired() {
    assertThat(pointers(check(EXPENSE, "{'amount': 3, 'reason': 'other'}")))
        .containsExactly("/other");
    assertThat(pointers(check(EXPENSE, "{}"))).containsExactly("/amount", "/reason");
  }

  @Test
  void aReadOnlyFieldKeepsItsValue() {
    Checked checked = check(EXPENSE, "{'amount': 3, 'reason': 'travel', 'asked': 'Eve'}");
    assertThat(checked.answer().object()).containsEntry("asked", "Ana");
    String without = EXPENSE.replace("\"asked\": \"Ana\", ", "");
    assertThat(
            check(without, "{'amount': 3, 'reason': 'travel', 'asked': 'Eve'}").answer().object())
        .doesNotContainKey("asked");
  }

  @Test
  void anUnknownFieldIsRefusedUnlessTheSchemaIsOpen() {
    String answer = "{'amount': 3, 'reason': 'travel', 'a/b': 1}";
    assertThat(pointers(check(EXPENSE, answer))).containsExactly("/a~1b");
    String open = EXPENSE.replace("\"required\"", "\"additionalProperties\": true, \"required\"");
    assertThat(check(open, answer).problems()).isEmpty();
  }

  @Test
  void aTypeIsNotChanged() {
    Checked checked = check(EXPENSE, "{'amount': '3', 'reason': 'travel'}");
    assertThat(checked.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/amount");
              assertThat(problem.message()).contains("number");
              assertThat(problem.expected()).isEqualTo("type \"number\"");
            });
  }

  @Test
  void visibleFieldsStandInTheirOrder() {
    assertThat(check.visible(json(EXPENSE), json("{'reason': 'other', 'other': 'car'}")))
        .containsExactly("reason", "other", "amount", "detail", "asked");
    assertThat(check.visible(json(EXPENSE), Payload.NULL))
        .containsExactly("reason", "amount", "asked");
    assertThat(check.visible(Payload.EMPTY, Payload.NULL)).isEmpty();
  }

  @Test
  void noFormTakesNoAnswer() {
    assertThat(check.check(Payload.EMPTY, Payload.NULL).problems()).isEmpty();
    assertThat(check.check(Payload.NULL, Payload.EMPTY).problems()).isEmpty();
    assertThat(pointers(check.check(Payload.NULL, json("{'a': 1}")))).containsExactly("/a");
    assertThat(pointers(check.check(Payload.NULL, json("[1]")))).containsExactly("");
  }

  @Test
  void theSchemaMayBeDynamic() {
    String form =
        """
        {"schema": {"type": "object", "properties": {"kind": {"type": "string"}},
          "if": {"properties": {"kind": {"const": "car"}}, "required": ["kind"]},
          "then": {"properties": {"plate": {"$ref": "#/$defs/plate"}}, "required": ["plate"]},
          "dependentRequired": {"plate": ["kind"]},
          "$defs": {"plate": {"type": "string", "pattern": "^[A-Z]{3}[0-9][A-Z][0-9]{2}$"}}}}
        """;
    assertThat(check.mistakes(json(form))).isEmpty();
    assertThat(pointers(check(form, "{'kind': 'car'}"))).containsExactly("/plate");
    assertThat(pointers(check(form, "{'plate': 'ABC1D23'}"))).containsExactly("/kind");
    assertThat(pointers(check(form, "{'kind': 'car', 'plate': 'x'}"))).containsExactly("/plate");
    assertThat(check(form, "{'kind': 'car', 'plate': 'ABC1D23'}").problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "date, 2024-02-29, 2023-02-29",
    "date-time, 2024-02-29T10:00:00Z, 2024-02-29 10:00",
    "email, ana@example.com, ana@",
    "email, zoe@mail.intranet, zoe@@intranet",
    "uri, https://example.com/a, not a uri",
    "uuid, 2eb8aa08-aa98-11ea-b4aa-73b441d16380, 2eb8aa08",
    "cpf, 529.982.247-25, 529.982.247-24",
    "cnpj, 12.ABC.345/01DE-35, 12.ABC.345/01DE-36",
    "cep, 01310-100, 0131-0100",
    "phone-br, (11) 91234-5678, 91234-5678"
  })
  void aFormatIsMeant(String format, String right, String wrong) {
    String form =
        "{'schema': {'type': 'object', 'properties': {'a': {'type': 'string', 'format': '%s'}}}}"
            .formatted(format);
    assertThat(check.mistakes(json(form))).isEmpty();
    assertThat(check(form, "{'a': '" + right + "'}").problems()).isEmpty();
    assertThat(pointers(check(form, "{'a': '" + wrong + "'}"))).containsExactly("/a");
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    for (String text : List.of("a\0b", "\ud800", "\udc00x", "\ud83dx")) {
      assertThat(pointers(check.check(json(EXPENSE), Payload.of(Map.of("other", text)))))
          .containsExactly("/other");
      assertThat(check.check(json(EXPENSE), Payload.of(Map.of(text, 1))).problems()).hasSize(1);
    }
    Payload smile = Payload.of(Map.of("amount", 1, "reason", "other", "other", "ab\ud83d\ude00"));
    assertThat(check.check(json(EXPENSE), smile).problems()).isEmpty();
    Payload large = Payload.of(Map.of("other", "a".repeat(FormCheck.MAX_ANSWER)));
    assertThat(check.check(json(EXPENSE), large).problems()).hasSize(1);
    assertThat(check.check(json(EXPENSE), Payload.of(Map.of("amount", Double.NaN))).problems())
        .extracting(Problem::pointer)
        .containsExactly("/amount");
  }

  @Test
  void atMostFiftyProblemsAreTold() {
    String form =
        "{'schema': {'type': 'object', 'properties': {'a': {'items': {'type': 'null'}}}}}";
    assertThat(check(form, "{'a': [" + "1,".repeat(99) + "1]}").problems()).hasSize(50);
  }

  @Test
  void conditionsThatNeverSettleAreTold() {
    String form =
        """
        {"schema": {"type": "object", "properties": {"a": {}, "b": {}}},
         "ui": {"fields": {"a": {"visibleWhen": "!has(form.b)"}, "b": {"visibleWhen": "has(form.a)"}}}}
        """;
    assertThat(check(form, "{'a': 1, 'b': 1}").problems())
        .extracting(Problem::message)
        .containsExactly("The conditions of the form hide and show fields without end");
  }

  /** The first look keeps s, a look at what was kept would not: a is back then, and d is not. */
  @Test
  void conditionsThatDependOnHowOftenOneLooksAreTold() {
    String form =
        """
        {"schema": {"type": "object", "properties": {"a": {}, "d": {}, "s": {}}},
         "ui": {"fields": {"a": {"readOnly": true, "visibleWhen": "false"},
           "d": {"visibleWhen": "false"},
           "s": {"visibleWhen": "has(form.s) && (!has(form.a) || has(form.d))"}}},
         "data": {"a": 1}}
        """;
    assertThat(check(form, "{'d': 1, 's': 1}").problems())
        .extracting(Problem::message)
        .containsExactly("The conditions of the form contradict one another");
  }

  @Test
  void aFormThatCannotBeUsedTakesNoAnswer() {
    Checked checked = check("{'schema': {'type': 'array'}}", "{}");
    assertThat(checked.problems())
        .extracting(Problem::message)
        .containsExactly("The form of the task cannot be used");
  }

  private Checked check(String form, String answer) {
    return check.check(json(form), json(answer));
  }

  private static List<String> pointers(Checked checked) {
    return checked.problems().stream().map(Problem::pointer).toList();
  }

  private static Payload json(String text) {
    try {
      return MAPPER.readValue(text.replace('\'', text.contains("\"") ? '\'' : '"'), Payload.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
