package io.fluxo.api.webhook;

import io.fluxo.story.RunningFluxo;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

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
    return new User(
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
            .fluxo
            .client());
  }

  /** Started once, and closed by JUnit when all tests are over. */
  private static final class Shared implements CloseableResource {

    private final RunningFluxo fluxo = RunningFluxo.inNewFolder();

    @Override
    public void close() {
      fluxo.close();
    }
  }
}
