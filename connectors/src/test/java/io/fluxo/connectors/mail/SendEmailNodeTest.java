package io.fluxo.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SendEmailNodeTest {

  @RegisterExtension
  static final GreenMailExtension MAIL = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

  private static SendEmailNode node(int port) {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    if (port > 0) {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost("127.0.0.1");
      sender.setPort(port);
      beans.registerSingleton("sender", sender);
    }
    return new SendEmailNode(beans.getBeanProvider(JavaMailSender.class), "fluxo@example.com");
  }

  private static StepTask task(Map<String, ?> config) {
    return Tasks.of("send_email", Effect.ONCE, 1, config);
  }

  private static final Map<String, ?> PLAIN = Map.of("to", "a@example.com", "text", "Hello");

  @Test
  void a_mail_is_sent_under_the_id_of_the_step() throws Exception {
    node(MAIL.getSmtp().getPort())
        .execute(
            task(
                Map.of(
                    "to", List.of("a@example.com"),
                    "cc", "c@example.com",
                    "subject", "Grüße",
                    "text", "Hello",
                    "html", "<b>Hello</b>")));
    var received = MAIL.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Grüße");
    assertThat(received.getHeader("Message-ID")).containsExactly("<" + Tasks.RUN + "-1@fluxo>");
    assertThat(MAIL.getReceivedMessages()).hasSize(2);
  }

  @Test
  void it_talks_to_the_mail_server_where_there_is_one() {
    assertThat(node(2525).dependency(task(PLAIN))).isEqualTo("smtp://127.0.0.1:2525");
    assertThat(node(0).dependency(task(PLAIN))).isNull();
  }

  @Test
  void values_cannot_add_headers() {
    SendEmailNode node = node(MAIL.getSmtp().getPort());
    for (String field : List.of("subject", "to", "from", "replyTo", "cc")) {
      var config =
          new java.util.HashMap<String, Object>(Map.of("to", "a@example.com", "text", "x"));
      config.put(field, "a@example.com\r\nBcc: evil@example.com");
      assertThatThrownBy(() -> node.execute(task(config))).isInstanceOf(NodeFailure.class);
    }
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void without_a_mail_server_the_step_fails_for_good() {
    assertThatThrownBy(() -> node(0).execute(task(PLAIN))).isInstanceOf(NodeFailure.class);
  }

  @Test
  void replies_are_certain_and_a_lost_connection_after_the_data_is_not() throws Exception {
    assertThat(against("451 later"))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, f -> assertThat(f.failure().retryable()).isTrue());
    assertThat(against("554 never"))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, f -> assertThat(f.failure().retryable()).isFalse());
    assertThat(against("")).isInstanceOf(StepOutcome.Unknown.class);
  }

  @Test
  void a_server_that_is_not_there_is_passing() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    assertThat(node(port).execute(task(PLAIN)))
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, f -> assertThat(f.failure().retryable()).isTrue());
  }

  /** Talks to a server that answers the data with the given line, or hangs up when it is empty. */
  private static StepOutcome against(String afterData) throws Exception {
    try (ServerSocket listening = new ServerSocket(0)) {
      Thread.startVirtualThread(() -> serve(listening, afterData));
      return node(listening.getLocalPort()).execute(task(PLAIN));
    }
  }

  private static void serve(ServerSocket listening, String afterData) {
    try (Socket client = listening.accept()) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, "220 hello");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && !line.equals(".")) {
          continue;
        }
        if (data && afterData.isEmpty()) {
          return;
        }
        String reply = data ? afterData : line.equals("DATA") ? "354 go" : "250 ok";
        data = line.equals("DATA");
        say(client, reply);
      }
    } catch (IOException gone) {
      // the client hung up
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
