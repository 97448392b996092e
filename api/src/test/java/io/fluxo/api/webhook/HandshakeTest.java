package io.fluxo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Meta asks by GET whether an endpoint is meant to hear from it. */
@ExtendWith(Fluxo.class)
class HandshakeTest {

  @BeforeAll
  static void publish(User user) {
    user.publish(
        """
        id: shaken
        nodes:
          - {id: hook, type: webhook_trigger, config: {endpoint: shaken, verifyToken: "t k+1"}, next: end}
          - {id: end, type: noop}
        """);
    user.publish(
        """
        id: unshaken
        nodes:
          - {id: hook, type: webhook_trigger, config: {endpoint: unshaken}, next: end}
          - {id: end, type: noop}
        """);
    // Asked by GET, for a POST would start a run.
    Eventually.is(
        () -> ask(user, "shaken", "subscribe", "t+k%2B1", "1"), answer -> answer.status() == 200);
  }

  private static Answer ask(
      User user, String endpoint, String mode, String token, String challenge) {
    return user.get(
        "/api/v1/hooks/%s?hub.mode=%s&hub.verify_token=%s&hub.challenge=%s"
            .formatted(endpoint, mode, token, challenge));
  }

  @Test
  void theChallengeComesBackAsPlainText(User user) {
    Answer answer = ask(user, "shaken", "subscribe", "t+k%2B1", "1158201444");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("text/plain");
    assertThat(answer.raw().body()).isEqualTo("1158201444");
  }

  @Test
  void aCallerThatWantsHtmlGetsPlainTextToo(User user) {
    Answer answer =
        user.send(
            user.request(
                    "/api/v1/hooks/shaken?hub.mode=subscribe&hub.verify_token=t+k%2B1"
                        + "&hub.challenge=%3Cscript%3E")
                .header("Accept", "text/html")
                .GET());
    assertThat(answer.type()).isEqualTo("text/plain");
    assertThat(answer.raw().body()).isEqualTo("<script>");
  }

  @Test
  void everyOtherQuestionIsForbidden(User user) {
    refused(ask(user, "shaken", "subscribe", "t+k%2B2", "1"));
    refused(ask(user, "shaken", "subscribe", "", "1"));
    refused(ask(user, "shaken", "unsubscribe", "t+k%2B1", "1"));
    refused(ask(user, "unshaken", "subscribe", "", "1"));
    refused(ask(user, "nobody", "subscribe", "t+k%2B1", "1"));
    refused(user.get("/api/v1/hooks/shaken"));
    refused(user.get("/api/v1/hooks/shaken?hub.mode=subscribe&hub.verify_token=t+k%2B1"));
    assertThat(user.runs("shaken")).isEmpty();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asText()).isEqualTo("verify_token");
  }
}
