package io.fluxo.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A user of Fluxo, over real HTTP. */
public final class FluxoClient {

  /** An answer: its status, its JSON (null where it is none), and all of it. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    /** The content type without its parameters. */
    public String type() {
      return raw.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper mapper = new ObjectMapper();

  /** A key that may do everything in the first tenant, where the program was told of it. */
  public static final String KEY = "flx_" + "0".repeat(26) + "_" + "t".repeat(43);

  private final int port;
  private final String base;
  private final String token;

  FluxoClient(int port) {
    this(port, KEY);
  }

  private FluxoClient(int port, String token) {
    this.port = port;
    this.base = "http://127.0.0.1:" + port;
    this.token = token;
  }

  /** The same with another token, null for none. */
  public FluxoClient with(String other) {
    return new FluxoClient(port, other);
  }

  public int port() {
    return port;
  }

  public Answer publish(String yaml) {
    return send(
        request("/api/v1/workflows")
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(yaml)));
  }

  public Answer post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String body = answer.body();
      boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          answer.statusCode(), json ? mapper.readTree(body) : mapper.nullNode(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
