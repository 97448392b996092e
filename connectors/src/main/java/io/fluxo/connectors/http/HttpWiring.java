package io.fluxo.connectors.http;

import java.net.InetAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the outbound settings and builds the guard that all outgoing HTTP shares. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundSettings.class)
class HttpWiring {

  @Bean
  OutboundGuard outboundGuard(OutboundSettings settings) {
    return new OutboundGuard(settings, InetAddress::getAllByName);
  }
}
