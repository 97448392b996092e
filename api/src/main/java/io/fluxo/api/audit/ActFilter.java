package io.fluxo.api.audit;

import io.fluxo.api.problem.Problems;
import io.fluxo.messages.audit.AuditQuery.ListActs;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.PageRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which acts are wanted.
 *
 * @param object as {@code kind:id}
 * @param machines also what nobody did
 */
record ActFilter(
    @Nullable String actor,
    @Nullable String object,
    @Nullable String kind,
    @Nullable Instant from,
    @Nullable Instant to,
    boolean machines) {

  private static final int LONGEST = 200;
  private static final Pattern KIND = Pattern.compile("flx(\\.[a-z_]{1,64}){0,2}");

  /**
   * Reads the parameters of a request.
   *
   * @param acts {@code people} or {@code all}
   */
  static ActFilter of(
      @Nullable String actor,
      @Nullable String subject,
      @Nullable String kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String acts) {
    if (kind != null && !KIND.matcher(kind).matches()) {
      throw Problems.invalid(
          "/kind", "There is no such kind", "flx.run.cancelled, or a family such as flx.member");
    }
    if (acts != null && !acts.equals("people") && !acts.equals("all")) {
      throw Problems.invalid("/acts", "There are no such acts", "people or all");
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw Problems.invalid("/to", "The time cannot be used", "a time after 'from'");
    }
    return new ActFilter(
        text("/actor", actor), text("/subject", subject), kind, from, to, "all".equals(acts));
  }

  private static @Nullable String text(String pointer, @Nullable String text) {
    if (text != null && (text.isEmpty() || text.length() > LONGEST)) {
      throw Problems.invalid(pointer, "The text cannot be used", "kind:id, such as user:01…");
    }
    return text;
  }

  ListActs page(Context context, PageRequest page) {
    return new ListActs(
        context.tenant(), context.workspace(), actor, object, kind, from, to, machines, page);
  }

  /** What was asked for, to stand beside the answer. */
  Map<String, Object> words() {
    Map<String, Object> words = new LinkedHashMap<>();
    put(words, "actor", actor);
    put(words, "subject", object);
    put(words, "kind", kind);
    put(words, "from", from);
    put(words, "to", to);
    put(words, "acts", machines ? "all" : "people");
    return words;
  }

  private static void put(Map<String, Object> words, String name, @Nullable Object value) {
    if (value != null) {
      words.put(name, value.toString());
    }
  }
}
