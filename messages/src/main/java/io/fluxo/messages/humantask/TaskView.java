package io.fluxo.messages.humantask;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A human task, as lists show it.
 *
 * @param text {@code title} and {@code description}
 * @param owner who has it, null for nobody
 * @param candidates the principals who are asked
 * @param run the run that asked, null for a task of its own
 * @param startBy when somebody has to begin with it, null for whenever or once somebody did
 * @param due when it has to be answered, null for whenever
 * @param overdue whether one of the two is over, and it is still open
 * @param escalated how often something was done about it being late
 * @param search the fields by which it can be found
 * @param outcome how it was answered, null while it is open or where nobody did
 * @param voted the people who answered of those who have to agree
 */
public record TaskView(
    TaskId taskId,
    TaskKind kind,
    Payload text,
    TaskState state,
    @Nullable String owner,
    List<String> candidates,
    int priority,
    @Nullable String workflow,
    @Nullable String run,
    @Nullable String node,
    @Nullable String businessKey,
    @Nullable Instant startBy,
    @Nullable Instant due,
    boolean overdue,
    int escalated,
    Payload search,
    @Nullable String outcome,
    List<String> voted,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt) {}
