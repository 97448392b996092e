package io.fluxo.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The read side as Spring finds it. It needs a {@code JdbcTemplate} on the data source that also
 * holds the event store and the tokens, and a {@link io.fluxo.messages.value.PayloadSource}; the
 * processor of the group {@code views} is set up by the application.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class QueryConfiguration {}
