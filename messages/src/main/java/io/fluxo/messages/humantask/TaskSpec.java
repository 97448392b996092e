package io.fluxo.messages.humantask;

import io.fluxo.messages.value.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are asked for. Principals are {@code user:<id>} and {@code role:<name>}.
 *
 * @param text {@code title} and {@code description}, for people
 * @param form the form to fill in; {@link Payload#NULL} for none
 * @param options what can be decided; empty but for {@link TaskKind#DECISION}
 * @param candidates the principals who are asked
 * @param excluded the principals who may not answer, whatever else they are
 * @param outside {@code emails} of people without an account, who get a link each; {@link
 *     Payload#NULL} for none
 * @param priority 0 to 9, 9 first
 * @param quorum how many have to agree, null for one
 * @param sla null where nothing is urgent
 * @param search the fields by which it can be found: names and texts
 * @param files which files may be attached
 * @param skippable whether whoever works on it may pass over it
 */
public record TaskSpec(
    TaskKind kind,
    Payload text,
    Payload form,
    List<TaskOption> options,
    List<String> candidates,
    List<String> excluded,
    Payload outside,
    int priority,
    @Nullable Quorum quorum,
    @Nullable Sla sla,
    Payload search,
    FileRule files,
    boolean skippable) {

  /** The priority of what nobody gave one. */
  public static final int DEFAULT_PRIORITY = 5;

  /** How it may end by what a person says. */
  public List<String> outcomes() {
    return kind == TaskKind.DECISION
        ? options.stream().map(TaskOption::value).toList()
        : kind.outcomes();
  }
}
