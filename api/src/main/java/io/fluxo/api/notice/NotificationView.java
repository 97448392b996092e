package io.fluxo.api.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told in the application.
 *
 * @param what as created or overdue
 * @param due of the task, null for whenever
 * @param readAt null for what is unread
 */
record NotificationView(
    String id,
    String taskId,
    String what,
    String title,
    @Nullable Instant due,
    Instant createdAt,
    @Nullable Instant readAt) {}
