package io.fluxo.api.oidc;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses that secrets may be sent to. */
final class Endpoints {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  private Endpoints() {}

  /** Whether nobody can listen on the way: HTTPS, or this machine. */
  static boolean isSafe(@Nullable URI address) {
    return address != null
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && ("https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme())
                && THIS_MACHINE.contains(address.getHost())));
  }
}
