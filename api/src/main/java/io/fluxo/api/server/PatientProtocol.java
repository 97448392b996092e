package io.fluxo.api.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 that is patient, but not for ever: a connection that keeps a thread for too long,
 * because it sends or reads byte by byte, is closed. Tomcat makes it by its name, so it is public.
 */
public final class PatientProtocol extends Http11NioProtocol {

  private static final long LOOK_MILLIS = 500;

  private final Busy<SocketWrapperBase<?>> busy = new Busy<>();
  private volatile long headNanos = Duration.ofSeconds(10).toNanos();

  /**
   * Sets the times.
   *
   * @param head for the first line and the header fields of a request
   * @param thread for which a connection may keep a thread
   */
  void allow(Duration head, Duration thread) {
    headNanos = head.toNanos();
    busy.allow(thread);
  }

  /** Of the head, in nanoseconds. */
  long headNanos() {
    return headNanos;
  }

  void began(SocketWrapperBase<?> socket) {
    busy.began(socket, System.nanoTime());
  }

  void ended(SocketWrapperBase<?> socket) {
    busy.ended(socket);
  }

  @Override
  protected Processor createProcessor() {
    return new PatientProcessor(this);
  }

  @Override
  public void start() throws Exception {
    super.start();
    getUtilityExecutor()
        .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    busy.late(System.nanoTime(), getMaxThreads() / 2).forEach(PatientProtocol::end);
  }

  /**
   * Ends a connection under the thread that it keeps. Tomcat's own closing is not for other
   * threads: it gives away buffers that are in use.
   */
  private static void end(SocketWrapperBase<?> socket) {
    if (socket.getSocket() instanceof NioChannel channel) {
      try {
        channel.getIOChannel().shutdownInput();
        channel.getIOChannel().shutdownOutput();
      } catch (IOException e) {
        // It has ended by itself.
      }
    }
  }
}
