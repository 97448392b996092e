package io.fluxo.connectors.step;

import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values that a step was given out of what it gives back: a server that echoes a header
 * must not bring it into an event. In place of each stands its mark.
 */
final class Scrubber {

  /** An end of a text that is the beginning of a value, because somebody cut it. */
  private static final int LONGEST_REST = 4_096;

  private record Known(String text, String bytes, String mark) {}

  private record Form(String text, String mark) {}

  private final List<Known> values = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();

  Scrubber(Map<String, SecretValue> secrets) {
    secrets.forEach(
        (name, secret) -> {
          String mark = SecretName.mark(name);
          for (String text : SecretForms.texts(secret.reveal())) {
            byte[] bytes = SecretForms.utf8(text);
            values.add(new Known(text, new String(bytes, StandardCharsets.ISO_8859_1), mark));
            SecretForms.written(text).forEach(form -> forms.add(new Form(form, mark)));
          }
        });
    // One may hold another.
    values.sort(Comparator.comparingInt((Known known) -> known.text().length()).reversed());
    forms.sort(Comparator.comparingInt((Form form) -> form.text().length()).reversed());
  }

  /** The outcome without the values. */
  StepOutcome clean(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Succeeded done ->
          new StepOutcome.Succeeded(
              Payload.of(tree(done.output().json())),
              done.branch() == null ? null : clean(done.branch()));
      case StepOutcome.Failed failed ->
          new StepOutcome.Failed(clean(failed.failure()), failed.retryAfter());
      case StepOutcome.Unknown unknown -> new StepOutcome.Unknown(clean(unknown.failure()));
      case StepOutcome.Pending pending -> pending;
    };
  }

  /** The failure without the values. */
  Failure clean(Failure failure) {
    return new Failure(clean(failure.errorClass()), clean(failure.message()), failure.retryable());
  }

  /** The text without the values, in whatever way it writes them. */
  String clean(String text) {
    String clean = text;
    for (Known known : values) {
      clean = clean.replace(known.text(), known.mark());
    }
    for (Form form : forms) {
      clean = clean.replace(form.text(), form.mark());
    }
    for (Known known : values) {
      clean = decoded(clean, known);
      clean = withoutRest(clean, known);
    }
    return clean;
  }

  private static String decoded(String text, Known known) {
    String clean = text;
    if (clean.indexOf('\\') >= 0) {
      clean = EncodedText.escaped(clean).without(known.text(), known.mark(), clean);
    }
    if (clean.indexOf('%') >= 0) {
      clean = EncodedText.percent(clean, false).without(known.bytes(), known.mark(), clean);
    }
    if (clean.indexOf('+') >= 0) {
      clean = EncodedText.percent(clean, true).without(known.bytes(), known.mark(), clean);
    }
    return clean;
  }

  private static String withoutRest(String text, Known known) {
    String value = known.text();
    int longest = Math.min(Math.min(value.length() - 1, text.length()), LONGEST_REST);
    for (int length = longest; length >= SecretValue.SHORTEST; length--) {
      if (text.regionMatches(text.length() - length, value, 0, length)) {
        return text.substring(0, text.length() - length) + known.mark();
      }
    }
    return text;
  }

  /** A value of digits may come back as a number, written in one of two ways. */
  private Object number(Number number) {
    String text = number.toString();
    String clean = clean(text);
    if (!clean.equals(text)) {
      return clean;
    }
    if (number instanceof Double || number instanceof BigDecimal) {
      text = new BigDecimal(text).toPlainString();
      clean = clean(text);
    }
    return clean.equals(text) ? number : clean;
  }

  private @Nullable Object tree(@Nullable Object json) {
    return switch (json) {
      case null -> null;
      case String text -> clean(text);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> clean = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> clean.put(clean(String.valueOf(key)), tree(value)));
        yield clean;
      }
      case Iterable<?> list -> {
        List<@Nullable Object> clean = new ArrayList<>();
        list.forEach(value -> clean.add(tree(value)));
        yield clean;
      }
      case Number number -> number(number);
      default -> json;
    };
  }
}
