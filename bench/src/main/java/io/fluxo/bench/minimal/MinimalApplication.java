package io.fluxo.bench.minimal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Boot, Axon, one aggregate, one projection, one address. */
@SpringBootApplication
public class MinimalApplication {

  /**
   * Starts it.
   *
   * @param arguments Spring's
   */
  public static void main(String[] arguments) {
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
    SpringApplication.run(MinimalApplication.class, arguments);
  }
}
