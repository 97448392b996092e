package io.fluxo.api.boot.banner;

import io.fluxo.api.setup.FirstLogin;
import io.fluxo.api.setup.FirstStart;
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

  private final FirstStart first;

  ReadyBanner(FirstStart first) {
    this.first = first;
  }

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
    FirstLogin login = first.take();
    if (login != null) {
      // Past the log on purpose: whoever collects logs must not come by it.
      System.out.println(firstLogin(base, login));
    }
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

  /** How the administrator gets in the first time. */
  static String firstLogin(String base, FirstLogin login) {
    return """

    The administrator of this new installation is %s, with the one-time password

      %s

    It is shown this once. Exchange it for a password of your own within a week:

      curl -s %s/api/v1/auth/password -H 'Content-Type: application/json' \\
        -d '{"email": "%s", "password": "%s", "newPassword": "..."}'
    """
        .formatted(login.email(), login.password(), base, login.email(), login.password());
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
