package io.fluxo.api.limit;

import io.fluxo.api.access.Guesses;
import io.fluxo.api.problem.ProblemWriter;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wires the limits into what every request passes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

  /** After the context, before anybody asks who the caller is. */
  private static final int BEFORE_ACCESS = Ordered.HIGHEST_PRECEDENCE + 12;

  /** Once the caller is known, before bodies are read. */
  private static final int AFTER_ACCESS = Ordered.HIGHEST_PRECEDENCE + 17;

  @Bean(destroyMethod = "close")
  Renewals renewals(DataSource database, InstantSource clock) {
    return Renewals.onOneThread(new PostgresBuckets(database, clock));
  }

  @Bean
  Refusals refusals(ProblemWriter problems) {
    return new Refusals(problems);
  }

  @Bean
  FilterRegistrationBean<AddressLimits> addressLimits(
      LimitProperties settings, Renewals renewals, LongSupplier ticker, Refusals refusals) {
    FilterRegistrationBean<AddressLimits> filter =
        new FilterRegistrationBean<>(
            new AddressLimits(
                new Limit("address", settings.perAddress(), renewals, ticker),
                new Limit("webhooks", settings.webhooks(), renewals, ticker),
                new Limit("links", settings.links(), renewals, ticker),
                refusals));
    filter.setOrder(BEFORE_ACCESS);
    return filter;
  }

  @Bean
  FilterRegistrationBean<CallerLimits> callerLimits(
      LimitProperties settings, Renewals renewals, LongSupplier ticker, Refusals refusals) {
    FilterRegistrationBean<CallerLimits> filter =
        new FilterRegistrationBean<>(
            new CallerLimits(
                new Limit("caller", settings.perCaller(), renewals, ticker),
                new Limit("tenant", settings.perTenant(), renewals, ticker),
                refusals));
    filter.setOrder(AFTER_ACCESS);
    return filter;
  }

  @Bean
  Guesses guesses(
      LimitProperties settings, Renewals renewals, LongSupplier ticker, Refusals refusals) {
    return new GuessLimits(new Limit("guesses", settings.perAddress(), renewals, ticker), refusals);
  }
}
