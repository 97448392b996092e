package io.fluxo.command.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.command.schema.BoundedSchema;
import io.fluxo.command.schema.BoundedSchema.Unusable;
import io.fluxo.command.schema.SchemaProblems;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.rejection.Rejection.Problem;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;

/** Checks the input of a run against the schema that its workflow declares. */
final class InputCheck {

  private static final int MOST_PROBLEMS = 50;

  private final Cache<String, BoundedSchema> schemas =
      Caffeine.newBuilder().maximumSize(1_000).build();

  /**
   * Checks the input of a new run.
   *
   * @throws Rejection INVALID_INPUT with a pointer for each mistake
   */
  void check(Plan plan, Payload input) {
    Map<String, Object> wanted = plan.definition().input();
    if (wanted == null) {
      return;
    }
    List<Problem> problems;
    try {
      problems =
          schema(plan.ref().hash(), wanted).validate(input.json()).stream()
              .limit(MOST_PROBLEMS)
              .map(found -> SchemaProblems.of(found, "/input"))
              .toList();
    } catch (Unusable e) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected an input schema of workflow %s that can be used, but this one cannot"
              .formatted(plan.ref().id()));
    }
    if (!problems.isEmpty()) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "The input does not fit the schema of workflow " + plan.ref().id(),
          problems);
    }
  }

  private BoundedSchema schema(String hash, Map<String, Object> wanted) throws Unusable {
    BoundedSchema known = schemas.getIfPresent(hash);
    if (known == null) {
      known = BoundedSchema.of(wanted);
      schemas.put(hash, known);
    }
    return known;
  }
}
