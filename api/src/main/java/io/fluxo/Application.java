package io.fluxo;

import io.fluxo.api.boot.postgres.EarlyDatabase;
import io.fluxo.api.evidence.VerifyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Fluxo: all rooms in one process. Alone in the root package, so that it finds every room. */
@SpringBootApplication
public class Application {

  /**
   * Starts Fluxo, or checks an evidence pack.
   *
   * @param arguments {@code verify} and what {@link VerifyCommand} takes; else Spring's, and {@code
   *     --fluxo.data.dir}, {@code --fluxo.log=json}
   */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals(VerifyCommand.NAME)) {
      System.exit(VerifyCommand.run(arguments, System.out, System.err));
    }
    // Nothing is reported to anybody: the library asks system properties before all else.
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
    // Loads classes beside the start, of which most are not wanted here; few cores have none to
    // spare.
    System.setProperty("spring.backgroundpreinitializer.ignore", "true");
    SpringApplication application = new SpringApplication(Application.class);
    application.addInitializers(new EarlyDatabase());
    application.run(arguments);
  }
}
