package io.fluxo.connectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** Settings as an operator writes them. */
class DependencySettingsTest {

  private static DependencySettings bound(Map<String, String> written) {
    return new Binder(
            List.of(new MapConfigurationPropertySource(written)),
            null,
            ApplicationConversionService.getSharedInstance())
        .bindOrCreate("fluxo.dependency", DependencySettings.class);
  }

  @Test
  void what_is_not_set_is_as_documented() {
    assertThat(bound(Map.of())).isEqualTo(DependencySettings.DEFAULT);
  }

  @Test
  void a_host_may_have_bounds_of_its_own() {
    DependencySettings settings =
        bound(
            Map.of(
                "fluxo.dependency.rate", "off",
                "fluxo.dependency.hosts[0].name", "api.example.org",
                "fluxo.dependency.hosts[0].rate", "10/1s",
                "fluxo.dependency.hosts[0].concurrency", "40",
                "fluxo.dependency.hosts[0].open-for", "3s",
                "fluxo.dependency.hosts[1].name", "https://api.example.org:8443"));
    Bounds.Book book = new Bounds.Book(settings, 64);
    for (String name : new String[] {"https://api.example.org", "http://API.example.org:99"}) {
      Bounds own = book.of(name);
      assertThat(own.label()).isEqualTo("api.example.org");
      assertThat(own.rate()).isEqualTo(new Rate(10, Duration.ofSeconds(1)));
      assertThat(own.concurrency()).isEqualTo(40);
      assertThat(own.acrossTenants()).isEqualTo(40);
      assertThat(own.openFor()).isEqualTo(Duration.ofSeconds(3));
    }
    Bounds other = book.of("https://other.example.org");
    assertThat(other.label()).isEqualTo("other");
    assertThat(other.concurrency()).isEqualTo(16);
    assertThat(other.acrossTenants()).isEqualTo(32);
    assertThat(other.rate()).isEqualTo(Rate.OFF);
    assertThat(other.openFor()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void what_cannot_be_is_refused_by_its_name() {
    assertThatThrownBy(() -> bound(Map.of("fluxo.dependency.breaker.failure-rate", "0")))
        .hasRootCauseMessage(
            "Expected fluxo.dependency.breaker.failure-rate of 1 to 100, but it is 0");
    assertThatThrownBy(() -> bound(Map.of("fluxo.dependency.rate", "often")))
        .rootCause()
        .hasMessageContaining("Expected a rate such as 10/1s");
    assertThatThrownBy(() -> bound(Map.of("fluxo.dependency.hosts[0].rate", "1/1s")))
        .rootCause()
        .hasMessageContaining("hosts[].name");
  }
}
