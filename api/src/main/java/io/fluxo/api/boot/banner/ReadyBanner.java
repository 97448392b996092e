package io.fluxo.api.boot.banner;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the addresses, once they answer. */
@Component
class ReadyBanner {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyBanner.class);

  @EventListener
  void tell(ApplicationReadyEvent ready) {
    if (!(ready.getApplicationContext() instanceof WebServerApplicationContext web)
        || web.getWebServer() == null) {
      return;
    }
    Environment environment = ready.getApplicationContext().getEnvironment();
    String base =
        address(
            environment.getProperty("server.address"),
            web.getWebServer().getPort(),
            environment.getProperty("server.servlet.context-path", ""));
    if ("json".equalsIgnoreCase(environment.getProperty("fluxo.log", "console"))) {
      LOG.info("Fluxo is ready at {}", base);
      return;
    }
    long millis = ready.getTimeTaken() == null ? 0 : ready.getTimeTaken().toMillis();
    LOG.info(text(base, millis));
  }

  /** The address to reach the server from this machine. */
  static String address(@Nullable String bound, int port, String path) {
    String host = bound == null || bound.isBlank() || bound.equals("0.0.0.0") ? "localhost" : bound;
    return "http://" + host + ":" + port + path;
  }

  /** The banner itself. */
  static String text(String base, long millis) {
    return """
    Fluxo is ready after %d ms.

      API       %s/api/v1
      OpenAPI   %s/docs
      Health    %s/actuator/health
    """
        .formatted(millis, base, base, base);
  }
}
