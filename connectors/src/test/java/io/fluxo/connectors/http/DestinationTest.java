package io.fluxo.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One name for the same server, and no secret in it. */
class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.example.org, https://api.example.org",
    "https://API.Example.org:443/a?b=c#d, https://api.example.org",
    "HTTP://api.example.org:80, http://api.example.org",
    "https://api.example.org:8443/x, https://api.example.org:8443",
    "http://api.example.org:443/, http://api.example.org:443",
    "https://[2001:DB8::1]:8443/, https://[2001:db8::1]:8443",
    "https://api.example.org/${secrets.path}, https://api.example.org",
    "https://api.example.org?k=${secrets.k}, https://api.example.org",
    "https://${secrets.host}/x, https://${secrets.host}",
    "${secrets.base}/x/${secrets.path}, ${secrets.base}",
  })
  void is_scheme_host_and_port(String url, String name) {
    assertThat(Destination.of(url)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.example.org",
        "ftp://api.example.org",
        "https://",
        "https:///x",
        "https://user:word@api.example.org/",
        "https://user:${secrets.word}@api.example.org/",
        "https://api example.org/",
        "https://${secrets.x}\u0000y/",
        "file:///etc/passwd",
        "${secrets.base",
      })
  void is_nothing_where_it_is_no_such_url(String url) {
    assertThat(Destination.of(url)).isNull();
  }
}
