package io.fluxo.api.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator allows; docs/limits.md tells why these are the defaults.
 *
 * @param perCaller requests of one API key or person
 * @param perTenant requests of all callers of one tenant
 * @param perAddress attempts of one address to log in, register, refresh or guess a token
 * @param webhooks webhooks from one address
 * @param links what people who come by links to tasks ask from one address
 * @param waiting requests that wait for the end of a run or for a lock at the same time, on one
 *     node
 * @param waitingPerTenant such requests of one tenant
 * @param streamsPerTenant open streams of one tenant, on one node
 * @param streamsPerCaller open streams of one API key or person
 * @param headerTime how long a caller may take to send the head of a request
 * @param bodyTime how long a caller may take to send a body
 * @param threadTime how long a connection may keep a thread, whatever it does
 */
@ConfigurationProperties("fluxo.limits")
public record LimitProperties(
    @DefaultValue("off") Rate perCaller,
    @DefaultValue("10000/1s") Rate perTenant,
    @DefaultValue("30/1m") Rate perAddress,
    @DefaultValue("600/1s") Rate webhooks,
    @DefaultValue("300/1m") Rate links,
    @DefaultValue("1000") int waiting,
    @DefaultValue("200") int waitingPerTenant,
    @DefaultValue("100") int streamsPerTenant,
    @DefaultValue("20") int streamsPerCaller,
    @DefaultValue("10s") Duration headerTime,
    @DefaultValue("20s") Duration bodyTime,
    @DefaultValue("60s") Duration threadTime) {}
