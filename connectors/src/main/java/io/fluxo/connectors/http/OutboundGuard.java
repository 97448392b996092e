package io.fluxo.connectors.http;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Decides what outgoing requests may reach. It is the resolver of the client, so the addresses that
 * are checked are the ones that are connected to: a name cannot change its answer in between.
 */
public final class OutboundGuard implements DnsResolver {

  /** What an author is told whose address may not be reached. */
  static final String REFUSAL =
      "The address may not be reached from here: use a public HTTPS address on a usual port, or ask"
          + " the operator to allow the host with fluxo.outbound.allowed-hosts";

  /** How names are looked up; tests put their own answers in. */
  @FunctionalInterface
  public interface Lookup {
    /** All addresses of the name. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A name that resolves to something that may not be reached. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("The address may not be reached");
    }
  }

  /** Names whose last label looks like a number are read as IPv4 addresses by some resolvers. */
  private static final Pattern NUMERIC =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private final OutboundSettings settings;
  private final List<Network> networks;
  private final Lookup lookup;

  /**
   * Builds the guard.
   *
   * @throws IllegalArgumentException when an allowed network is not in CIDR form
   */
  public OutboundGuard(OutboundSettings settings, Lookup lookup) {
    this.settings = settings;
    this.networks = settings.allowedNetworks().stream().map(Network::of).toList();
    this.lookup = lookup;
  }

  /**
   * Reads and checks the target of a request, without looking its name up.
   *
   * @throws NodeFailure when it is no URL, or one that may not be reached
   */
  public URI check(String url) throws NodeFailure {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw configuration("Expected 'url' to be a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
      throw configuration("Expected 'url' to begin with https:// and a host name");
    }
    if (uri.getRawUserInfo() != null) {
      throw configuration("Expected 'url' to be without user and password");
    }
    checkTarget(uri.getHost(), scheme, uri.getPort());
    return uri;
  }

  private void checkTarget(String host, String scheme, int port) throws NodeFailure {
    if (isAllowedHost(host)) {
      return;
    }
    InetAddress literal;
    try {
      literal = isLiteral(host) ? parse(host) : null;
    } catch (UnknownHostException e) {
      throw refused();
    }
    if (literal != null && isAllowedNetwork(literal)) {
      return;
    }
    if (literal != null && !PublicAddresses.contains(literal)) {
      throw refused();
    }
    if (scheme.equals("http") && !settings.allowHttp()) {
      throw configuration("Expected 'url' to begin with https://");
    }
    int used = port >= 0 ? port : scheme.equals("http") ? 80 : 443;
    if (!settings.ports().contains(used)) {
      throw refused();
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    if (isAllowedHost(host)) {
      return lookup.resolve(host);
    }
    InetAddress[] found = isLiteral(host) ? new InetAddress[] {parse(host)} : lookup.resolve(host);
    InetAddress[] allowed =
        Arrays.stream(found)
            .filter(address -> isAllowedNetwork(address) || PublicAddresses.contains(address))
            .toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new Refused();
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private boolean isAllowedHost(String host) {
    return settings.allowedHosts().stream().anyMatch(host::equalsIgnoreCase);
  }

  private boolean isAllowedNetwork(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
  }

  private static boolean isLiteral(String host) {
    return host.contains(":") || NUMERIC.matcher(host).matches();
  }

  /** Reads a literal in its one plain form; octal, hexadecimal, short and scoped forms are not. */
  private static InetAddress parse(String host) throws UnknownHostException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean plain = bare.contains(":") ? bare.matches("[0-9a-fA-F:.]+") : isDotted(bare);
    if (!plain) {
      throw new Refused();
    }
    return InetAddress.getByName(bare);
  }

  private static boolean isDotted(String host) {
    return DOTTED.matcher(host).matches();
  }

  private static NodeFailure refused() {
    return new NodeFailure(Failure.permanent(Failure.REFUSED, REFUSAL));
  }

  private static NodeFailure configuration(String message) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, message));
  }
}
