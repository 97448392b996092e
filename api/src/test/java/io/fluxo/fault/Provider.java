package io.fluxo.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that is called, and writes down every effect outside of the program under test. Paths
 * that begin with {@code /once} are for what must not happen twice.
 */
final class Provider implements AutoCloseable {

  /** How it behaves; the effect is what it writes down. */
  enum Mood {
    GOOD,
    /** 503, without an effect. */
    BUSY,
    /** 429 with Retry-After, without an effect. */
    LIMITING,
    /** 500 behind the effect. */
    BROKEN,
    /** The effect, and an answer that comes late. */
    LATE,
    /** The effect, and never an answer. */
    HANGING,
    /** The effect, and the connection is closed without a word. */
    RESETTING,
    /** The effect, and an answer that says JSON and is none. */
    GARBLED,
    /** 200 with a length that is not kept. */
    TRUNCATED
  }

  private static final String EFFECTS = "/effects/";
  private static final int LATE_MILLIS = 1_500;
  private static final int HANG_MILLIS = 6_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Random chance;
  private volatile Mood mood = Mood.GOOD;
  private volatile int percent;

  Provider(long seed) throws IOException {
    chance = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** So many of a hundred calls meet the mood. */
  void mood(Mood other, int ofHundred) {
    percent = ofHundred;
    mood = other;
  }

  void heal() {
    mood(Mood.GOOD, 0);
  }

  /** How often the effect under the key happened. */
  int effects(String key) {
    AtomicInteger count = effects.get(key);
    return count == null ? 0 : count.get();
  }

  /** All keys under which something happened that must not happen twice, with how often it did. */
  Map<String, AtomicInteger> effects() {
    return effects;
  }

  /** All keys under which it was called, with how often it was. */
  Map<String, AtomicInteger> calls() {
    return calls;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().startsWith(EFFECTS)) {
      tell(exchange);
      return;
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    boolean once = exchange.getRequestURI().getPath().startsWith("/once");
    exchange.getRequestBody().readAllBytes();
    count(calls, key);
    Mood now;
    synchronized (chance) {
      now = chance.nextInt(100) < percent ? mood : Mood.GOOD;
    }
    if (once && now != Mood.BUSY && now != Mood.LIMITING) {
      count(effects, key);
    }
    switch (now) {
      case GOOD -> send(exchange, 200, "{\"done\":true}");
      case BUSY -> send(exchange, 503, "{\"busy\":true}");
      case LIMITING -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, 429, "{}");
      }
      case BROKEN -> send(exchange, 500, "oops");
      case LATE -> {
        await(LATE_MILLIS);
        send(exchange, 200, "{\"late\":true}");
      }
      case HANGING -> {
        await(HANG_MILLIS);
        exchange.close();
      }
      case RESETTING -> exchange.close();
      case GARBLED -> send(exchange, 200, "{\"done\": tr");
      case TRUNCATED -> {
        exchange.sendResponseHeaders(200, 500);
        exchange.getResponseBody().write('{');
        exchange.close();
      }
    }
  }

  /** Whether it acted upon a request: asked at {@code /effects/<key>}, in the same mood. */
  private void tell(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring(EFFECTS.length());
    Mood now;
    synchronized (chance) {
      now = chance.nextInt(100) < percent ? mood : Mood.GOOD;
    }
    switch (now) {
      case GOOD, LATE -> send(exchange, effects(key) > 0 ? 200 : 404, "{\"done\":true}");
      case BUSY, LIMITING -> send(exchange, 503, "{}");
      default -> exchange.close();
    }
  }

  private void await(int millis) {
    try {
      closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void count(Map<String, AtomicInteger> where, String key) {
    where.computeIfAbsent(String.valueOf(key), ignored -> new AtomicInteger()).incrementAndGet();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
