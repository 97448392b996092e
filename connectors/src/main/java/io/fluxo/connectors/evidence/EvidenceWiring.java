package io.fluxo.connectors.evidence;

import io.fluxo.connectors.evidence.pack.PackBuilder;
import io.fluxo.connectors.evidence.stamp.OwnStamps;
import io.fluxo.connectors.evidence.stamp.RemoteStamps;
import io.fluxo.messages.document.Printer;
import io.fluxo.messages.evidence.TimeStamps;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what makes evidence. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceWiring {

  @Bean
  TimeStamps timeStamps(EvidenceSettings settings, EvidenceKeys keys, InstantSource clock) {
    return switch (settings.tsa()) {
      case "none" -> sha256 -> null;
      case "own" -> new OwnStamps(keys::stamper, clock, new SecureRandom());
      default -> new RemoteStamps(URI.create(settings.tsa()), new SecureRandom());
    };
  }

  @Bean
  PackBuilder packBuilder(Printer printer, TimeStamps stamps, EvidenceSettings settings) {
    return new PackBuilder(printer, stamps, settings.language());
  }
}
