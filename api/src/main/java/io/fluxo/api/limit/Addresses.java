package io.fluxo.api.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where requests come from. */
final class Addresses {

  private static final int LONGEST = 64;
  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  /** The address that counts for a request; what a proxy says of it is settled by the server. */
  static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr());
  }

  /**
   * An address, or the network of an IPv6 address: whoever has one of those has all of its 2^64.
   */
  static String of(@Nullable String address) {
    if (address == null) {
      return "";
    }
    if (address.length() > LONGEST || !address.matches("[0-9A-Fa-f.:]+(%.*)?")) {
      return "other";
    }
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      // With a colon in it this is never looked up as a name.
      InetAddress parsed = InetAddress.getByName(address.split("%", 2)[0]);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return "other";
    }
  }
}
