package io.fluxo.connectors.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks the HTTP API of Vault's Transit engine, with a derived AES key. */
final class FakeTransit implements AutoCloseable {

  static final String TOKEN = "hvs.test-token";

  private final SecureRandom random = new SecureRandom();
  private final ObjectMapper json = new ObjectMapper();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile boolean sealed;
  private volatile int oldest = 1;

  FakeTransit() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rotate();
    server.createContext("/v1/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The operations that were asked for, as {@code encrypt/fluxo}. */
  List<String> asked() {
    return asked;
  }

  synchronized void rotate() {
    keys.add(Gcm.random(random, 32));
  }

  void seal(boolean now) {
    sealed = now;
  }

  void forgetBefore(int version) {
    oldest = version;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/v1/".length());
    if (sealed) {
      send(exchange, 503, errors("Vault is sealed"));
    } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      send(exchange, 403, errors("permission denied"));
    } else if (!path.startsWith("transit/")) {
      send(exchange, 404, errors("no handler for route \"" + path + "\""));
    } else {
      String operation = path.substring("transit/".length());
      asked.add(operation);
      try {
        send(exchange, 200, done(operation, json.readTree(exchange.getRequestBody())));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        send(exchange, 400, errors("cipher: message authentication failed"));
      }
    }
  }

  private Object done(String operation, JsonNode body) throws GeneralSecurityException {
    byte[] context = Base64.getDecoder().decode(body.path("context").asText());
    return switch (operation) {
      case "encrypt/fluxo" ->
          data("ciphertext", encrypt(bytes(body.path("plaintext").asText()), context));
      case "decrypt/fluxo" ->
          data("plaintext", Base64.getEncoder().encodeToString(decrypt(body, context)));
      case "rewrap/fluxo" -> data("ciphertext", encrypt(decrypt(body, context), context));
      default -> throw new IllegalArgumentException("encryption key not found");
    };
  }

  private synchronized String encrypt(byte[] plain, byte[] context) {
    return "vault:v"
        + keys.size()
        + ":"
        + Base64.getEncoder().encodeToString(Gcm.encrypt(random, keys.getLast(), context, plain));
  }

  private synchronized byte[] decrypt(JsonNode body, byte[] context)
      throws GeneralSecurityException {
    String[] parts = body.path("ciphertext").asText().split(":");
    int version = Integer.parseInt(parts[1].substring(1));
    if (version < oldest) {
      throw new IllegalArgumentException("ciphertext or signature version is disallowed by policy");
    }
    return Gcm.decrypt(keys.get(version - 1), context, bytes(parts[2]));
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static Object data(String name, String value) {
    return Map.of("request_id", "r", "lease_duration", 0, "data", Map.of(name, value));
  }

  private static Object errors(String sentence) {
    return Map.of("errors", List.of(sentence));
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
