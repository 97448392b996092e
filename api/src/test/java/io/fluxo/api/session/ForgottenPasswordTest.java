package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody forgot a password, and somebody else claims to have. */
class ForgottenPasswordTest {

  private static final String PASSWORD = "quiet river seven lamps";
  private static final String NEXT = "nine boats under a bridge";
  private static final Pattern CODE = Pattern.compile("[a-z2-9]{5}(?:-[a-z2-9]{5}){3}");

  private static GreenMail mail;
  private static RunningFluxo fluxo;
  private static FluxoClient nobody;

  @BeforeAll
  static void start() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    fluxo =
        RunningFluxo.inNewFolder(
            "--fluxo.admin.password=" + PASSWORD,
            "--spring.mail.host=127.0.0.1",
            "--spring.mail.port=" + mail.getSmtp().getPort());
    nobody = fluxo.client().with(null);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    mail.stop();
  }

  @Test
  void aMailedCodeSetsAnotherPasswordOnce() {
    String email = register("ana@acme.example");
    String first = mailedTo(email);
    assertThat(login(email, PASSWORD).status()).as("nothing changed yet").isEqualTo(200);
    String second = mailedTo(email);
    assertThat(reset(email, first, NEXT).status()).as("there is a newer one").isEqualTo(401);
    assertThat(reset(email, "aaaaa-aaaaa-aaaaa-aaaaa", NEXT).status()).isEqualTo(401);
    assertThat(reset(email, second, "short").status()).isEqualTo(422);
    assertThat(reset(email, second, NEXT).status()).isEqualTo(200);
    assertThat(reset(email, second, "a third set of words").status()).isEqualTo(401);
    assertThat(login(email, PASSWORD).status()).isEqualTo(401);
    assertThat(login(email, NEXT).status()).isEqualTo(200);
  }

  @Test
  void aCodeEndsAfterAWhile() {
    String email = register("old@acme.example");
    String code = mailedTo(email);
    fluxo
        .bean(JdbcTemplate.class)
        .update("UPDATE password_reset SET ends_at = now() - interval '1 s'");
    assertThat(reset(email, code, NEXT).status()).isEqualTo(401);
  }

  @Test
  void whoAsksForSomebodyElseLearnsNothing() {
    Answer unknown = forgotten("nobody@acme.example");
    String email = register("known@acme.example");
    Answer known = forgotten(email);
    assertThat(unknown.status()).isEqualTo(202);
    assertThat(known.status()).isEqualTo(202);
    assertThat(unknown.raw().body()).isEqualTo(known.raw().body());
    for (int i = 0; i < LoginThrottle.FREE; i++) {
      forgotten("often@acme.example");
    }
    assertThat(forgotten("often@acme.example").status()).isEqualTo(429);
  }

  @Test
  void whereNoMailCanBeSentThatIsSaid() {
    try (RunningFluxo other = RunningFluxo.inNewFolder()) {
      Answer answer =
          other.client().post("/api/v1/auth/password/forgotten", "{\"email\":\"a@b.example\"}");
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body().path("code").asText()).isEqualTo("mail_not_configured");
    }
  }

  private static String mailedTo(String email) {
    int before = codesOf(email).size();
    assertThat(forgotten(email).status()).isEqualTo(202);
    return Eventually.of(() -> codesOf(email), codes -> codes.size() > before).getLast();
  }

  /** The codes that were mailed to the address, in the order they came. */
  private static List<String> codesOf(String email) {
    try {
      List<String> codes = new ArrayList<>();
      for (MimeMessage each : mail.getReceivedMessages()) {
        Matcher code = CODE.matcher(GreenMailUtil.getBody(each));
        if (each.getAllRecipients()[0].toString().equals(email) && code.find()) {
          codes.add(code.group());
        }
      }
      return codes;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String register(String email) {
    assertThat(
            nobody
                .post(
                    "/api/v1/auth/register",
                    "{\"company\":\"A\",\"name\":\"N\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(email, PASSWORD))
                .status())
        .isEqualTo(201);
    return email;
  }

  private static Answer forgotten(String email) {
    return nobody.post("/api/v1/auth/password/forgotten", "{\"email\":\"%s\"}".formatted(email));
  }

  private static Answer login(String email, String password) {
    return nobody.post(
        "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private static Answer reset(String email, String code, String password) {
    return nobody.post(
        "/api/v1/auth/password",
        "{\"email\":\"%s\",\"resetCode\":\"%s\",\"newPassword\":\"%s\"}"
            .formatted(email, code, password));
  }
}
