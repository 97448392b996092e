package io.fluxo.api.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The first start of an installation, and the ones after. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

  private static final Pattern ONE_TIME =
      Pattern.compile("^ {2}([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$", Pattern.MULTILINE);

  @Test
  void theOneTimePasswordIsPrintedOnceAndLetsInOnce(CapturedOutput output) {
    try (RunningFluxo fluxo = RunningFluxo.inNewFolder("--fluxo.registration=false")) {
      String password = printed(output.getAll());
      FluxoClient nobody = fluxo.client().with(null);
      assertThat(login(nobody, password).status()).isEqualTo(403);
      assertThat(exchange(nobody, password, "seven lamps on a river").status()).isEqualTo(200);
      assertThat(exchange(nobody, password, "another set of words").status()).isEqualTo(401);
      assertThat(login(nobody, "seven lamps on a river").status()).isEqualTo(200);
      assertThat(
              nobody
                  .post(
                      "/api/v1/auth/register",
                      """
                      {"company":"A","name":"N","email":"n@a.example","password":"some long words here"}
                      """)
                  .body()
                  .path("code")
                  .asText())
          .isEqualTo("registration_closed");

      int before = output.getAll().length();
      fluxo.restart();
      assertThat(ONE_TIME.matcher(output.getAll().substring(before)).find()).isFalse();

      before = output.getAll().length();
      fluxo.restart("--fluxo.admin.reset=true");
      String again = printed(output.getAll().substring(before));
      FluxoClient anybody = fluxo.client().with(null);
      assertThat(login(anybody, "seven lamps on a river").status()).isEqualTo(401);
      assertThat(exchange(anybody, again, "a third set of words").status()).isEqualTo(200);
    }
  }

  private static String printed(String output) {
    Matcher found = ONE_TIME.matcher(output);
    assertThat(found.find()).isTrue();
    String password = found.group(1);
    assertThat(output.lines().filter(line -> line.contains("INFO") && line.contains(password)))
        .as("in the log")
        .isEmpty();
    return password;
  }

  private static Answer login(FluxoClient client, String password) {
    return client.post(
        "/api/v1/auth/login",
        "{\"email\":\"admin@localhost\",\"password\":\"%s\"}".formatted(password));
  }

  private static Answer exchange(FluxoClient client, String password, String next) {
    return client.post(
        "/api/v1/auth/password",
        "{\"email\":\"admin@localhost\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
            .formatted(password, next));
  }
}
