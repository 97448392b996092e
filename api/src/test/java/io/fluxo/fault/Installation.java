package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.boot.postgres.PostgresUnderTest;
import io.fluxo.fault.TcpProxy.Protocol;
import io.fluxo.story.ChildFluxo;
import io.fluxo.story.FluxoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Nodes of Fluxo, one PostgreSQL behind a proxy, and a called service behind another. A node that
 * ends is started again, as a supervisor does it.
 */
final class Installation implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final String PERMISSIONS =
      """
      ["workflows:read", "workflows:write", "runs:read", "runs:start", "runs:control",
       "runs:resolve", "events:read", "events:send"]
      """;

  final PostgresUnderTest postgres;
  final TcpProxy database;
  final Provider provider;
  final TcpProxy service;
  final List<ChildFluxo> nodes = new ArrayList<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<ChildFluxo, Instant> starting = new ConcurrentHashMap<>();
  private final Set<ChildFluxo> heldDown = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService supervisor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("supervisor").unstarted(task));

  /** Starts everything and publishes the workflows for two tenants. */
  Installation(Path folder, int count, long seed) throws IOException {
    postgres = PostgresUnderTest.start(Files.createDirectories(folder.resolve("postgres")));
    database = new TcpProxy(postgres.port(), Protocol.POSTGRES);
    provider = new Provider(seed);
    service = new TcpProxy(provider.port(), Protocol.ANY);
    for (int i = 0; i < count; i++) {
      nodes.add(node(Files.createDirectories(folder.resolve("node-" + i))));
      nodes.getLast().start();
    }
    prepareTenants();
    supervisor.scheduleWithFixedDelay(this::supervise, 500, 500, TimeUnit.MILLISECONDS);
  }

  private ChildFluxo node(Path folder) throws IOException {
    List<String> settings = new ArrayList<>(postgres.settings(database.port()));
    settings.add("--fluxo.outbound.allowed-hosts=127.0.0.1");
    settings.add("--fluxo.limits.per-address=off");
    settings.add("--fluxo.keystore.keys=1:" + "A".repeat(43) + "="); // the same on all nodes
    return new ChildFluxo(folder, settings.toArray(String[]::new));
  }

  private void prepareTenants() {
    FluxoClient first = nodes.getFirst().client();
    tokens.put("first", null);
    JsonNode login =
        created(
            first
                .with(null)
                .post(
                    "/api/v1/auth/register",
                    """
                    {"company": "Second", "name": "Somebody", "email": "somebody@second.example",
                     "password": "quite a long pass phrase of theirs"}
                    """));
    JsonNode key =
        created(
            first
                .with(login.path("accessToken").asText())
                .post(
                    "/api/v1/keys", "{\"name\": \"load\", \"permissions\": " + PERMISSIONS + "}"));
    tokens.put("second", key.path("key").asText());
    for (String tenant : tenants()) {
      for (String yaml : Shapes.definitions(service.port()).values()) {
        created(client(tenant, 0).publish(yaml));
      }
    }
  }

  private static JsonNode created(FluxoClient.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }

  /** The names of the tenants. */
  List<String> tenants() {
    return List.copyOf(tokens.keySet());
  }

  /** Somebody of the tenant who asks the node. */
  FluxoClient client(String tenant, int node) {
    FluxoClient client = nodes.get(node).client();
    String token = tokens.get(tenant);
    return token == null ? client : client.with(token);
  }

  /** The database as it is, by no proxy. */
  Connection truth() throws SQLException {
    return postgres.admin(postgres.port());
  }

  /** Kills the node, and leaves it dead until it is let go. */
  void killAndHold(int node) throws InterruptedException {
    heldDown.add(nodes.get(node));
    nodes.get(node).kill();
  }

  void letGo(int node) {
    heldDown.remove(nodes.get(node));
  }

  /** Nothing is wrong any more, and all nodes serve. */
  void heal() {
    database.heal();
    service.heal();
    provider.heal();
    heldDown.clear();
    nodes.forEach(ChildFluxo::awaitReady);
  }

  /** A start that hangs is ended too; a node that served once is left alone as long as it lives. */
  private void supervise() {
    for (ChildFluxo node : nodes) {
      try {
        if (node.isAlive()) {
          Instant begun = starting.get(node);
          if (begun != null && node.isReady()) {
            starting.remove(node);
          } else if (begun != null && Instant.now().isAfter(begun.plus(LONGEST_START))) {
            node.kill();
          }
        } else if (!heldDown.contains(node)) {
          starting.put(node, Instant.now());
          node.begin();
        }
      } catch (IOException e) {
        // tried again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    supervisor.shutdownNow();
    for (ChildFluxo node : nodes) {
      try {
        node.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    provider.close();
    service.close();
    database.close();
    postgres.close();
  }
}
