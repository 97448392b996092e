package io.fluxo.api.access;

import io.fluxo.api.problem.ProblemWriter;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
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
    HeaderWriterFilter headers = new HeaderWriterFilter(Headers.all());
    CallerFilter caller = new CallerFilter(sources, workspaces, problems, guesses);
    FilterChainProxy chain =
        new FilterChainProxy(
            List.of(
                // Who sends this header is no browser that was tricked: it adds none by itself.
                new DefaultSecurityFilterChain(
                    request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null,
                    headers,
                    caller),
                new DefaultSecurityFilterChain(
                    AnyRequestMatcher.INSTANCE, headers, CrossSite.filter(problems), caller)));
    // Answers with 400 what two programs could read in two ways, such as /a;x/../b.
    chain.setRequestRejectedHandler(new HttpStatusRequestRejectedHandler());
    FilterRegistrationBean<FilterChainProxy> registration = new FilterRegistrationBean<>(chain);
    registration.setOrder(ORDER);
    return registration;
  }
}
