package io.fluxo.connectors.http;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses of the public internet from all that is nearer, special or hides another. */
final class PublicAddresses {

  /** IANA special-purpose registries, and the forms that carry an IPv4 address inside. */
  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carrier-grade NAT
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local, with the metadata services of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, broadcast
              "2001::/23", // protocol assignments, with Teredo and ORCHID
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4
              "3fff::/20") // documentation
          .map(Network::of)
          .toList();

  /** All IPv6 that is not global unicast: mapped, NAT64, unique local, link-local, multicast. */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 16 && !GLOBAL_UNICAST.contains(bytes)) {
      return false;
    }
    return SPECIAL.stream().noneMatch(network -> network.contains(bytes));
  }
}
