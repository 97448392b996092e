package io.fluxo.api.context;

import io.fluxo.messages.context.Context;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the context of the request as a parameter. */
@Component
final class ContextArgument implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new RequestValue(Context.class, ContextFilter.CONTEXT));
  }
}
