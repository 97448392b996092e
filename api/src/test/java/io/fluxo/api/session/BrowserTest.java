package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A browser, and a page of another site that it has open. */
class BrowserTest {

  private static final String ACCESS = "__Host-fluxo-access";
  private static final String REFRESH = "__Host-fluxo-refresh";
  private static final String CSRF = "__Host-fluxo-csrf";

  private static RunningFluxo fluxo;
  private static FluxoClient nobody;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    nobody = fluxo.client().with(null);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void tokensAreInCookiesThatNoScriptReads() {
    Answer answer = login();
    List<String> set = answer.raw().headers().allValues("Set-Cookie");
    assertThat(set).hasSize(3);
    assertThat(set)
        .allMatch(
            cookie ->
                cookie.contains("; Secure")
                    && cookie.contains("; SameSite=Strict")
                    && cookie.contains("; Path=/")
                    && !cookie.contains("Domain"));
    assertThat(set.stream().filter(cookie -> cookie.contains("HttpOnly")))
        .allMatch(cookie -> cookie.startsWith(ACCESS) || cookie.startsWith(REFRESH))
        .hasSize(2);
    assertThat(answer.body().has("accessToken")).isFalse();
    assertThat(answer.body().has("refreshToken")).isFalse();
  }

  @Test
  void aBrowserReadsWithItsCookieAndWritesWithTheProof() {
    Map<String, String> cookies = cookies(login());
    assertThat(send(get("/api/v1/auth/me"), cookies).status()).isEqualTo(200);
    Answer foreign = send(write("w-1"), cookies);
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.body().path("code").asText()).isEqualTo("csrf");
    assertThat(send(write("w-1").header("X-CSRF-TOKEN", "guess"), cookies).status()).isEqualTo(403);
    assertThat(send(write("w-1").header("X-CSRF-TOKEN", cookies.get(CSRF)), cookies).status())
        .isEqualTo(201);
  }

  /** The cookie that proves alone, without that of the session, lets nobody in. */
  @Test
  void theProofIsNoToken() {
    Map<String, String> cookies = cookies(login());
    Map<String, String> proof = Map.of(CSRF, cookies.get(CSRF));
    assertThat(send(write("w-2").header("X-CSRF-TOKEN", cookies.get(CSRF)), proof).status())
        .isEqualTo(401);
  }

  @Test
  void tokensAreRenewedByCookieToo() {
    Map<String, String> cookies = cookies(login());
    String path = "/api/v1/auth/refresh?session=cookie";
    assertThat(send(post(path), cookies).status()).isEqualTo(403);
    Answer renewed = send(post(path).header("X-CSRF-TOKEN", cookies.get(CSRF)), cookies);
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(cookies(renewed).get(REFRESH)).isNotEqualTo(cookies.get(REFRESH));
    assertThat(renewed.body().has("accessToken")).isFalse();
  }

  @Test
  void aLogoutTakesTheCookiesAway() {
    Map<String, String> cookies = cookies(login());
    Answer out =
        send(post("/api/v1/auth/logout").header("X-CSRF-TOKEN", cookies.get(CSRF)), cookies);
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.raw().headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith(ACCESS + "=;") && cookie.contains("Max-Age=0"));
    assertThat(send(get("/api/v1/auth/me"), cookies).status()).isEqualTo(401);
  }

  @Test
  void aBrowserIsToldWhatItMayDoWithAnAnswer() {
    for (String path : List.of("/api/v1/runs", "/docs/openapi", "/actuator/health", "/nothing")) {
      Map<String, List<String>> headers = nobody.get(path).raw().headers().map();
      assertThat(headers.get("content-security-policy").getFirst())
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
      assertThat(headers.get("referrer-policy")).containsExactly("no-referrer");
      assertThat(headers.get("cross-origin-opener-policy")).containsExactly("same-origin");
      assertThat(headers.get("x-frame-options")).containsExactly("DENY");
      assertThat(headers).doesNotContainKeys("access-control-allow-origin", "server");
    }
  }

  @Test
  void aFormOfAnotherSiteIsNotRead() {
    Answer form =
        nobody.send(
            nobody
                .request("/api/v1/auth/login")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"email\":\"a@b.c\",\"password\":\"x\"}")));
    assertThat(form.status()).isEqualTo(415);
  }

  @Test
  void anAddressThatCouldBeReadInTwoWaysIsRefused() {
    for (String path :
        List.of(
            "/actuator/health/..;/metrics",
            "/docs/;/../api/v1/runs",
            "/docs//",
            "/docs/%2e%2e/api/v1/runs")) {
      assertThat(nobody.get(path).status()).as(path).isIn(400, 401, 404);
    }
  }

  private static Answer login() {
    Answer answer =
        nobody.post(
            "/api/v1/auth/login?session=cookie",
            "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                .formatted(RunningFluxo.ADMIN_PASSWORD));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer;
  }

  private static Map<String, String> cookies(Answer answer) {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String set : answer.raw().headers().allValues("Set-Cookie")) {
      String[] pair = set.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return cookies;
  }

  private static HttpRequest.Builder get(String path) {
    return nobody.request(path).GET();
  }

  private static HttpRequest.Builder post(String path) {
    return nobody.request(path).POST(BodyPublishers.noBody());
  }

  private static HttpRequest.Builder write(String workspace) {
    return nobody
        .request("/api/v1/workspaces")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"id\":\"%s\",\"name\":\"W\"}".formatted(workspace)));
  }

  private static Answer send(HttpRequest.Builder request, Map<String, String> cookies) {
    String header =
        cookies.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("; "));
    return nobody.send(request.header("Cookie", header));
  }
}
