package io.fluxo.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a server on this machine and does to its connections what networks do. */
final class TcpProxy implements AutoCloseable {

  /** What is between the two sides, so that it is known which messages pass. */
  enum Protocol {
    ANY,
    POSTGRES
  }

  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final ServerSocket door;
  private final int target;
  private final Protocol protocol;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicLong allowance = new AtomicLong(UNBOUNDED);
  private final AtomicInteger swallow = new AtomicInteger();
  private final AtomicInteger swallowed = new AtomicInteger();
  private volatile Weather weather = Weather.FAIR;
  private volatile boolean resetsAfterSwallow;

  /** Opens a door of its own before the port. */
  TcpProxy(int target, Protocol protocol) throws IOException {
    this.target = target;
    this.protocol = protocol;
    this.door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("tcp-proxy-" + target).start(this::receive);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on, for open connections too. */
  void weather(Weather now) {
    synchronized (this) {
      weather = now;
      notifyAll();
    }
  }

  /** Resets all open connections. */
  void resetAll() {
    links.forEach(Link::reset);
  }

  /** Resets the connection on which the server says the last of so many bytes more. */
  void cutAfter(long bytes) {
    allowance.set(bytes);
  }

  /**
   * The next replies to COMMIT do not arrive: the transactions are committed, and nobody knows.
   *
   * @param resets whether the connection is reset then; otherwise it is silent for ever
   */
  void swallowCommits(int count, boolean resets) {
    resetsAfterSwallow = resets;
    swallow.set(count);
  }

  /** How many replies to COMMIT were swallowed. */
  int swallowed() {
    return swallowed.get();
  }

  int connections() {
    return links.size();
  }

  /**
   * Fair weather, and what was asked for and did not happen yet will not happen. Connections that
   * went silent for ever are reset: whoever waits at a start, with no bound, learns of it.
   */
  void heal() {
    links.stream().filter(Link::isSilent).forEach(Link::reset);
    swallow.set(0);
    allowance.set(UNBOUNDED);
    weather(Weather.FAIR);
  }

  /** Waits until a piece of so many bytes may pass. */
  void pass(int bytes) throws InterruptedException {
    Weather now = weather;
    long millis = now.delay().toMillis();
    if (now.bytesPerSecond() > 0) {
      millis += 1_000L * bytes / now.bytesPerSecond();
    }
    long until = System.nanoTime() + millis * 1_000_000;
    synchronized (this) {
      for (long left = millis; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      while (weather.silent() && !door.isClosed()) {
        wait(100);
      }
    }
  }

  /** Whether the server may say so much; the one that may not was the last. */
  boolean allows(int bytes) {
    if (allowance.get() == UNBOUNDED) {
      return true;
    }
    if (allowance.addAndGet(-bytes) > 0) {
      return true;
    }
    allowance.set(UNBOUNDED);
    return false;
  }

  /** Whether this reply to COMMIT is one of those that do not arrive. */
  boolean swallows() {
    if (swallow.get() > 0 && swallow.getAndDecrement() > 0) {
      swallowed.incrementAndGet();
      return true;
    }
    return false;
  }

  boolean resetsAfterSwallow() {
    return resetsAfterSwallow;
  }

  Protocol protocol() {
    return protocol;
  }

  void forget(Link link) {
    links.remove(link);
  }

  private void receive() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (weather.refusing()) {
          Link.reset(client);
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // closed, or a client that went away again
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
    } catch (IOException e) {
      Link.reset(client);
      return;
    }
    Link link = new Link(this, client, server);
    links.add(link);
    link.begin();
  }

  @Override
  public void close() throws IOException {
    door.close();
    resetAll();
  }
}
