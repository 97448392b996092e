package io.fluxo.api.access;

import io.fluxo.api.problem.ProblemWriter;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * What every request passes. The filters of Spring Security are put together by hand: its
 * configuration builds more than is used here, at every start.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  /** After the context, before bodies are read. */
  private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

  @Bean
  FilterRegistrationBean<FilterChainProxy> access(
      List<CallerSource> sources, Workspaces workspaces, ProblemWriter problems, Guesses guesses) {
    List<HeaderWriter> headers = Headers.all();
    FilterChainProxy chain =
        new FilterChainProxy(
            new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new HeaderWriterFilter(headers),
                new CallerFilter(sources, workspaces, problems, guesses)));
    // Answers with 400 what two programs could read in two ways, such as /a;x/../b.
    chain.setRequestRejectedHandler(new HttpStatusRequestRejectedHandler());
    FilterRegistrationBean<FilterChainProxy> registration = new FilterRegistrationBean<>(chain);
    registration.setOrder(ORDER);
    return registration;
  }
}
