package io.fluxo.healing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.api.boot.postgres.Account;
import io.fluxo.api.boot.postgres.Database;
import io.fluxo.api.boot.postgres.PostgresServer;
import io.fluxo.api.boot.postgres.PostgresSettings;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is lost between a COMMIT and its answer. */
class CutCommitTest {

  private static final String KEY = "cut-in-the-middle";

  @TempDir Path data;

  @Test
  void aStartThatWasCommittedUnheardIsOneRunThatEnds() throws Exception {
    PostgresSettings settings =
        PostgresSettings.in(data).withBinaries(Path.of("target", "postgres-programs"));
    try (PostgresServer server = PostgresServer.start(settings, new SecureRandom());
        CuttingProxy proxy = new CuttingProxy(port(server.database().url()), "flx.run.started");
        RunningFluxo fluxo = RunningFluxo.with(through(proxy, server.database()))) {
      FluxoClient client = fluxo.client();
      client.publish(
          """
          id: order
          nodes:
            - {id: rest, type: delay, config: {duration: 10ms}, next: say}
            - {id: say, type: logger, config: {message: done}}
          """);
      proxy.arm();
      Answer started =
          client.post("/api/v1/workflows/order/runs", "{\"businessKey\":\"" + KEY + "\"}");
      assertThat(proxy.cuts()).isEqualTo(1);
      assertThat(started.status()).as(started.raw().body()).isEqualTo(202);
      String run = started.body().path("runId").asText();
      Answer runs =
          Eventually.is(
              () -> client.get("/api/v1/runs?businessKey=" + KEY),
              answer -> answer.body().at("/items/0/status").asText().equals("completed"));
      assertThat(runs.body().path("items")).hasSize(1);
      assertThat(runs.body().at("/items/0/runId").asText()).isEqualTo(run);
    }
  }

  private static int port(String url) {
    return URI.create(url.substring("jdbc:".length())).getPort();
  }

  private static String[] through(CuttingProxy proxy, Database database) {
    List<String> settings = new ArrayList<>();
    settings.add("fluxo.db.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/fluxo");
    account(settings, "fluxo.db.", database.app());
    account(settings, "fluxo.db.worker.", database.worker());
    account(settings, "fluxo.db.owner.", database.owner());
    return settings.toArray(String[]::new);
  }

  private static void account(List<String> settings, String prefix, Account account) {
    settings.add(prefix + "user=" + account.user());
    settings.add(prefix + "password=" + account.password());
  }
}
