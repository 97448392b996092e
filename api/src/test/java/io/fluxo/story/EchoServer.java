package io.fluxo.story;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server that gives back what it hears, in every encoding, however the request ends. */
final class EchoServer implements AutoCloseable {

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(new Echo()));

  EchoServer() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("echo")));
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /** What was heard at the path, newest last. */
  List<Request> heard(String path) {
    return server.getAllServeEvents().reversed().stream()
        .<Request>map(ServeEvent::getRequest)
        .filter(request -> request.getUrl().startsWith(path))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Echo implements ResponseDefinitionTransformerV2 {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String getName() {
      return "echo";
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      String given = request.getHeader("X-Key") == null ? "none" : request.getHeader("X-Key");
      String path = request.getUrl().split("\\?", 2)[0];
      var answer =
          aResponse()
              .withHeader("Content-Type", path.equals("/text") ? "text/plain" : "application/json")
              .withHeader("X-Echo", given)
              .withHeader("X-" + HexFormat.of().formatHex(bytes(given)), "as a name")
              .withBody(body(request, given));
      return switch (path) {
        case "/refused" -> answer.withStatus(403).withStatusMessage(given).build();
        case "/broken" -> answer.withStatus(500).withStatusMessage(given).build();
        case "/redirect" ->
            answer.withStatus(302).withHeader("Location", "/echo?k=" + encoded(given)).build();
        case "/slow" -> answer.withFixedDelay(3_000).build();
        default -> answer.withStatus(200).build();
      };
    }

    private String body(Request request, String given) {
      Map<String, Object> all = new LinkedHashMap<>();
      Map<String, Object> headers = new LinkedHashMap<>();
      request.getHeaders().all().forEach(each -> headers.put(each.key(), each.values()));
      all.put("headers", headers);
      all.put("url", request.getUrl());
      all.put("body", request.getBodyAsString());
      all.put(given, "as a key");
      all.put("base64", Base64.getEncoder().encodeToString(bytes(given)));
      all.put("pair", Base64.getUrlEncoder().encodeToString(bytes("user:" + given)));
      all.put("hex", HexFormat.of().formatHex(bytes(given)));
      all.put("form", "k=" + encoded(given) + "&x=1");
      try {
        all.put("quoted", json.writeValueAsString(Map.of("inner", given)));
        return json.writeValueAsString(all);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
