package io.fluxo.messages.audit;

import io.fluxo.messages.context.Context;

/** Keeps who was given personal data. */
@FunctionalInterface
public interface ReadLog {

  /**
   * Notes a read: at once told apart by caller and object, where one in ten minutes is kept, and
   * stored soon after. Never waits for the database.
   */
  void read(Context context, AuditEvent.DataRead read);
}
