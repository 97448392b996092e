package io.fluxo.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A provider that gives whatever it is told to, also what none may give. */
final class ForgingProvider implements AutoCloseable {

  static final String ACCESS_TOKEN = "access-token-canary-77aa";

  private final HttpServer server;
  private final RSAKey key;
  private volatile String idToken = "";
  private volatile int tokenStatus = 200;
  private volatile String tokenBody;
  private volatile String personBody = "{}";
  private volatile String lastRequest = "";

  /**
   * Starts it.
   *
   * @param algorithms how it says that it signs
   */
  ForgingProvider(JWSAlgorithm... algorithms) {
    try {
      key = new RSAKeyGenerator(2048).keyID("forger").keyUse(KeyUse.SIGNATURE).generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    String signing =
        String.join("\",\"", List.of(algorithms).stream().map(JWSAlgorithm::getName).toList());
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "userinfo_endpoint":"%1$s/person",
                 "subject_types_supported":["public"],"response_types_supported":["code"],
                 "id_token_signing_alg_values_supported":["%2$s"],
                 "authorization_response_iss_parameter_supported":true}
                """
                    .formatted(issuer(), signing)));
    server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
    server.createContext("/person", exchange -> answer(exchange, 200, personBody));
    server.createContext("/token", this::token);
    server.start();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    lastRequest = exchange.getRequestHeaders().getFirst("Authorization") + " " + body;
    if (tokenStatus == 302) {
      exchange.getResponseHeaders().add("Location", issuer() + "/person");
    }
    answer(exchange, tokenStatus, tokenBody == null ? tokens(idToken) : tokenBody);
  }

  /** What a token endpoint answers. */
  static String tokens(String idToken) {
    return """
        {"access_token":"%s","token_type":"Bearer","expires_in":60,"id_token":"%s"}"""
        .formatted(ACCESS_TOKEN, idToken);
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** The header and the form that came last for tokens. */
  String lastRequest() {
    return lastRequest;
  }

  /** Gives this ID token from now on. */
  void gives(String token) {
    idToken = token;
    tokenStatus = 200;
    tokenBody = null;
  }

  /** Gives this for tokens from now on. */
  void givesInstead(int status, String body) {
    tokenStatus = status;
    tokenBody = body;
  }

  /** Describes whoever asks with an access token so. */
  void describes(String json) {
    personBody = json;
  }

  private static void answer(HttpExchange exchange, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
