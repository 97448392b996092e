package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.util.concurrent.atomic.AtomicInteger;

/** People of the first tenant, as tests need them. */
final class Colleagues {

  private static final String PASSWORD = "quiet river seven lamps";

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final FluxoClient admin;

  Colleagues(FluxoClient admin) {
    this.admin = admin;
  }

  /** Somebody who has logged in. */
  record Colleague(String id, String email, FluxoClient client) {

    String principal() {
      return "user:" + id;
    }
  }

  /**
   * A new one.
   *
   * @param role of the tenant
   * @param teams names of teams
   */
  Colleague colleague(String role, String... teams) {
    String email = role + NEXT.incrementAndGet() + "@default.example";
    String names = teams.length == 0 ? "" : "\"" + String.join("\",\"", teams) + "\"";
    Answer added =
        admin.post(
            "/api/v1/members",
            "{\"name\":\"Somebody\",\"email\":\"%s\",\"roles\":[\"%s\"],\"teams\":[%s]}"
                .formatted(email, role, names));
    assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
    Answer in =
        admin
            .with(null)
            .post(
                "/api/v1/auth/password",
                "{\"email\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
                    .formatted(email, added.body().path("oneTimePassword").asText(), PASSWORD));
    assertThat(in.status()).as("%s", in.body()).isEqualTo(200);
    return new Colleague(
        in.body().at("/member/id").asText(),
        email,
        admin.with(in.body().path("accessToken").asText()));
  }
}
