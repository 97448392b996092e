package io.fluxo.connectors.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network in CIDR form. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Network(byte[] address, int prefix) {

  /**
   * Reads {@code address/prefix}.
   *
   * @throws IllegalArgumentException when it is something else; a host name is never looked up
   */
  static Network of(String cidr) {
    int slash = cidr.indexOf('/');
    String host = slash < 0 ? cidr : cidr.substring(0, slash);
    if (!host.matches("[0-9a-fA-F:.]+") || !(host.contains(":") || host.matches("[0-9.]+"))) {
      throw new IllegalArgumentException("Expected a network like 10.0.0.0/8: " + cidr);
    }
    try {
      byte[] bytes = InetAddress.getByName(host).getAddress();
      int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
      if (bits < 0 || bits > bytes.length * 8) {
        throw new IllegalArgumentException("Expected a prefix that fits the address: " + cidr);
      }
      return new Network(bytes, bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Expected a network like 10.0.0.0/8: " + cidr, e);
    }
  }

  boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
