package io.fluxo.connectors.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What outgoing requests may reach besides the public internet.
 *
 * @param allowedHosts host names that are reached whatever they resolve to, by any port and scheme
 * @param allowedNetworks networks in CIDR form that are reached although they are not public
 * @param allowHttp whether plain HTTP to other hosts is allowed
 * @param ports the ports that may be used with other hosts
 */
@ConfigurationProperties("fluxo.outbound")
public record OutboundSettings(
    @DefaultValue List<String> allowedHosts,
    @DefaultValue List<String> allowedNetworks,
    @DefaultValue("false") boolean allowHttp,
    @DefaultValue({"80", "443", "8080", "8443"}) List<Integer> ports) {

  /** Only the public internet, only HTTPS. */
  public static OutboundSettings strict() {
    return new OutboundSettings(List.of(), List.of(), false, List.of(80, 443, 8080, 8443));
  }
}
