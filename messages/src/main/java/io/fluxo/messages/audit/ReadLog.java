package io.fluxo.messages.audit;

import io.fluxo.messages.context.Context;

/**
 * Keeps who was given personal data. Of what one caller is given of one object, one read in ten
 * minutes is kept.
 */
public interface ReadLog {

  /** Whether a read of the object by this caller was noted in the last ten minutes. */
  boolean isNoted(Context context, String object);

  /** Notes a read, unless one was noted just now; it is stored soon after. */
  void read(Context context, AuditEvent.DataRead read);
}
