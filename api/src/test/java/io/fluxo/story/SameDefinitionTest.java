package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two tenants, and two workspaces, have the same workflow word for word; their runs are theirs. */
class SameDefinitionTest {

  private static final String WORKFLOW =
      "id: shared\nnodes:\n  - {id: wait, type: wait_for_event, config: {event: go}}\n";

  private static RunningFluxo fluxo;
  private static FluxoClient ours;
  private static FluxoClient others;
  private static FluxoClient elsewhere;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    ours = fluxo.client();
    FluxoClient nobody = ours.with(null);
    others =
        nobody.with(
            nobody
                .post(
                    "/api/v1/auth/register",
                    """
                    {"company":"Other","name":"Olga","email":"olga@other.example",
                     "password":"a stranger with long words"}
                    """)
                .body()
                .path("accessToken")
                .asText());
    ours.post("/api/v1/workspaces", "{\"id\":\"prod\",\"name\":\"Production\"}");
    elsewhere =
        nobody.with(
            ours.post(
                    "/api/v1/keys",
                    """
                    {"name":"prod","workspace":"prod","permissions":["workflows:write","runs:start",
                     "runs:read","runs:control","runs:resolve","events:send","events:read"]}
                    """)
                .body()
                .path("key")
                .asText());
    for (FluxoClient each : List.of(ours, others, elsewhere)) {
      assertThat(each.publish(WORKFLOW).status()).isEqualTo(201);
    }
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void nobodyChangesARunOfAnotherTenantOrWorkspace() {
    String run = ours.post("/api/v1/workflows/shared/runs", "{}").body().path("runId").asText();
    Eventually.is(
        () -> ours.get("/api/v1/runs/" + run),
        answer -> answer.body().path("status").asText().equals("waiting_input"));
    for (FluxoClient stranger : List.of(others, elsewhere)) {
      String path = "/api/v1/runs/" + run;
      assertThat(stranger.post(path + "/cancel", "{}").status()).isEqualTo(404);
      assertThat(stranger.delete("/api/executions/" + run).status()).isEqualTo(404);
      assertThat(
              stranger
                  .post(path + "/steps/1/resolve", "{\"outcome\":\"succeeded\",\"reason\":\"r\"}")
                  .status())
          .isEqualTo(404);
      Answer sent = stranger.post("/api/v1/events", "{\"name\":\"go\",\"data\":{}}");
      assertThat(sent.body().path("resumed").asInt()).isZero();
      assertThat(stranger.get("/api/v1/events?subject=" + run).body().path("items")).isEmpty();
    }
    assertThat(ours.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("waiting_input");
    assertThat(ours.post("/api/v1/runs/" + run + "/cancel", "{}").status()).isEqualTo(200);
  }
}
