package io.fluxo.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with a cookie jar for each server, which follows a redirect when it is told to. */
final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final int MOST_REDIRECTS = 8;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, Map<String, String>> jars = new LinkedHashMap<>();

  HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  /** The cookies of a server, to look at and to change. */
  Map<String, String> cookies(URI address) {
    return jars.computeIfAbsent(address.getAuthority(), server -> new LinkedHashMap<>());
  }

  /** Goes to an address, logs in where it is asked to, until it is sent back to that path. */
  URI logIn(URI start, String user, String back) {
    URI next = start;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpResponse<String> answer = get(next);
      if (answer.statusCode() == 200) {
        answer = submit(next, answer.body(), user);
      }
      assertThat(answer.statusCode()).as("%s: %s", next, answer.body()).isEqualTo(302);
      next = next.resolve(answer.headers().firstValue("Location").orElseThrow());
      if (next.getPath().endsWith(back)) {
        return next;
      }
    }
    throw new AssertionError("It is sent on and on: " + next);
  }

  private HttpResponse<String> submit(URI page, String html, String user) {
    Matcher csrf = CSRF.matcher(html);
    assertThat(csrf.find()).as(html).isTrue();
    Map<String, String> form =
        Map.of("username", user, "password", RealProvider.PASSWORD, "_csrf", csrf.group(1));
    String body =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(page.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    URI address = request.build().uri();
    Map<String, String> jar = cookies(address);
    if (!jar.isEmpty()) {
      request.header(
          "Cookie",
          jar.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer;
    try {
      answer = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(jar, cookie));
    return answer;
  }

  private static void keep(Map<String, String> jar, String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      jar.remove(pair[0]);
    } else {
      jar.put(pair[0], pair[1]);
    }
  }
}
