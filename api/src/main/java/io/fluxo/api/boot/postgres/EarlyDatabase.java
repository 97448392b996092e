package io.fluxo.api.boot.postgres;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens the database while Spring still reads its configuration: starting the server, migrating and
 * connecting is a sixth of a start, most of it waiting for another process.
 */
public final class EarlyDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private final CompletableFuture<OpenDatabase> opening = new CompletableFuture<>();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    DatabaseStart start = DatabaseStart.in(context.getEnvironment());
    Thread.ofPlatform().name("database-start").start(() -> open(start));
    context.getBeanFactory().registerSingleton("earlyDatabase", this);
    ApplicationListener<ApplicationFailedEvent> failed =
        event -> opening.thenAccept(OpenDatabase::close);
    context.addApplicationListener(failed);
  }

  private void open(DatabaseStart start) {
    try {
      opening.complete(start.open());
    } catch (RuntimeException | Error e) {
      opening.completeExceptionally(e);
    }
  }

  /**
   * Waits until the database is open.
   *
   * @throws DatabaseException when it cannot be started, reached or migrated
   */
  OpenDatabase join() {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
