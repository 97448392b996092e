package io.fluxo.api.webhook;

import io.fluxo.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One running application for all tests of this package, with a database of its own. */
final class Fluxo implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(Fluxo.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    user(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == User.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return user(context);
  }

  private static User user(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
        .user();
  }

  /** Started once, and closed by JUnit when all tests are over. */
  private static final class Running implements CloseableResource {

    private final Path data;
    private final ConfigurableApplicationContext context;

    Running() {
      try {
        data = Files.createTempDirectory("fluxo-examples");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      context =
          new SpringApplication(Application.class)
              .run(
                  "--server.port=0",
                  "--fluxo.data.dir=" + data,
                  "--fluxo.outbound.allowed-hosts=127.0.0.1",
                  "--spring.main.banner-mode=off");
    }

    User user() {
      return new User(((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    @Override
    public void close() throws IOException {
      context.close();
      try (var paths = Files.walk(data)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }
}
