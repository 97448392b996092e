package io.fluxo.api.server;

import java.io.IOException;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Handles the requests of a connection. Tomcat begins its time-outs anew with every byte; here the
 * head of a request has a time for all of it, and so has whatever keeps a thread.
 */
final class PatientProcessor extends Http11Processor {

  /** What Tomcat has as the beginning of a request of which nothing has come. */
  private static final long NOT_BEGUN = -1;

  private final PatientProtocol protocol;

  PatientProcessor(PatientProtocol protocol) {
    super(protocol, protocol.getAdapter());
    this.protocol = protocol;
  }

  @Override
  public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
    if (isHeadLate()) {
      return SocketState.CLOSED;
    }
    protocol.began(socket);
    try {
      return super.process(socket, event);
    } finally {
      protocol.ended(socket);
    }
  }

  /** A request that has begun, is not being handled and is not left open: its head is to come. */
  private boolean isHeadLate() {
    long began = request.getStartTimeNanos();
    return began != NOT_BEGUN && !isAsync() && System.nanoTime() - began > protocol.headNanos();
  }
}
