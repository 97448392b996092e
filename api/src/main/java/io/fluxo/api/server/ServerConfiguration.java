package io.fluxo.api.server;

import io.fluxo.api.limit.LimitProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link PatientProtocol} in the place of Tomcat's own. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> patience(LimitProperties limits) {
    return factory -> {
      factory.setProtocol(PatientProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> {
            // A form is not read behind the back of the limits on bodies.
            connector.setParseBodyMethods("");
            if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
              protocol.allow(limits.headerTime(), limits.threadTime());
            }
          });
    };
  }
}
