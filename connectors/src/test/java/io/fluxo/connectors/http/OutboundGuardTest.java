package io.fluxo.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.node.NodeFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {

  private static OutboundGuard answering(String... addresses) {
    return new OutboundGuard(
        OutboundSettings.strict(),
        host -> {
          InetAddress[] found = new InetAddress[addresses.length];
          for (int i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
          }
          return found;
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1",
        "https://127.1",
        "https://2130706433",
        "https://0x7f000001",
        "https://0x7f.1",
        "https://0177.0.0.1",
        "https://127.0.0.1.",
        "https://0",
        "https://0.0.0.0",
        "https://10.1.2.3",
        "https://172.16.0.1",
        "https://172.31.255.255",
        "https://192.168.0.1",
        "https://169.254.169.254",
        "https://100.64.0.1",
        "https://192.0.0.1",
        "https://192.0.2.1",
        "https://198.18.0.1",
        "https://198.51.100.1",
        "https://203.0.113.1",
        "https://224.0.0.1",
        "https://240.0.0.1",
        "https://255.255.255.255",
        "https://192.88.99.1",
        "https://[::1]",
        "https://[::]",
        "https://[::ffff:127.0.0.1]",
        "https://[::ffff:a00:1]",
        "https://[::127.0.0.1]",
        "https://[fe80::1]",
        "https://[fe80::1%25eth0]",
        "https://[fc00::1]",
        "https://[fd00:ec2::254]",
        "https://[ff02::1]",
        "https://[2001:db8::1]",
        "https://[3fff::1]",
        "https://[64:ff9b::a00:1]",
        "https://[64:ff9b:1::1]",
        "https://[2002:a00:1::]",
        "https://[2001::1]",
        "https://[100::1]",
        "https://[5f00::1]",
        "https://user:pw@example.com",
        "https://user@example.com",
        "http://example.com",
        "https://example.com:22",
        "ftp://example.com",
        "file:///etc/passwd",
        "gopher://example.com",
        "example.com",
        "https://",
        "https:///x",
        "jar:https://example.com!/",
        "https://exa mple.com",
        "https://ex\u00e4mple.com",
      })
  void a_url_that_may_not_be_reached_is_refused(String url) {
    assertThatThrownBy(() -> answering("8.8.8.8").check(url)).isInstanceOf(NodeFailure.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.com/x?y", "https://8.8.8.8", "https://[2606:4700::1111]:8443/"})
  void a_public_url_is_let_through(String url) throws Exception {
    assertThat(answering("8.8.8.8").check(url).toString()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.127.0.1",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void a_name_that_resolves_to_a_near_address_is_refused(String address) {
    assertThatThrownBy(() -> answering(address).resolve("evil.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void only_the_public_answers_of_a_mixed_name_are_used() throws Exception {
    assertThat(answering("10.0.0.1", "8.8.8.8").resolve("mixed.example"))
        .containsExactly(InetAddress.getByName("8.8.8.8"));
  }

  @Test
  void allowed_hosts_and_networks_are_reached() throws Exception {
    var settings =
        new OutboundSettings(List.of("localhost"), List.of("10.0.0.0/8"), false, List.of(443));
    var guard = new OutboundGuard(settings, host -> InetAddress.getAllByName("127.0.0.1"));
    assertThat(guard.check("http://localhost:1234/").getPort()).isEqualTo(1234);
    assertThat(guard.resolve("localhost")).hasSize(1);
    assertThat(guard.check("http://10.9.9.9:1/").getPort()).isEqualTo(1);
    assertThatThrownBy(() -> guard.check("http://11.0.0.1/")).isInstanceOf(NodeFailure.class);
  }
}
