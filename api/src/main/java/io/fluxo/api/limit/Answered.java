package io.fluxo.api.limit;

import java.util.ArrayList;
import java.util.List;

/** What the limits said to one request, as header fields (draft-ietf-httpapi-ratelimit-headers). */
final class Answered {

  static final String POLICY = "RateLimit-Policy";
  static final String LIMIT = "RateLimit";

  private record Each(Limit limit, Verdict verdict) {}

  private final List<Each> answers = new ArrayList<>(2);

  /** Asks a limit; true where it is off or lets the request through. */
  boolean allows(Limit limit, String subject) {
    if (limit.isOff()) {
      return true;
    }
    Verdict verdict = limit.take(subject);
    answers.add(new Each(limit, verdict));
    return verdict.allowed();
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  /** For example {@code "caller";q=100;w=10}. */
  String policies() {
    StringBuilder text = new StringBuilder(40);
    for (Each each : answers) {
      text.append(text.isEmpty() ? "\"" : ", \"")
          .append(each.limit.name())
          .append("\";q=")
          .append(each.limit.rate().count())
          .append(";w=")
          .append(each.limit.rate().window().toSeconds());
    }
    return text.toString();
  }

  /** For example {@code "caller";r=50;t=30}. */
  String limits() {
    StringBuilder text = new StringBuilder(40);
    for (Each each : answers) {
      text.append(text.isEmpty() ? "\"" : ", \"")
          .append(each.limit.name())
          .append("\";r=")
          .append(each.verdict.remaining())
          .append(";t=")
          .append(each.verdict.seconds());
    }
    return text.toString();
  }

  /** The names of the limits that let nothing through. */
  List<String> violated() {
    return answers.stream()
        .filter(each -> !each.verdict.allowed())
        .map(each -> each.limit.name())
        .toList();
  }

  /** After how many seconds it makes sense to come back. */
  long retryAfter() {
    return answers.stream()
        .filter(each -> !each.verdict.allowed())
        .mapToLong(each -> each.verdict.seconds())
        .max()
        .orElse(1);
  }
}
