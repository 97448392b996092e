package io.fluxo.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.fluxo.messages.mail.Mailer;
import io.fluxo.story.Eventually;
import io.fluxo.story.RunningFluxo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several nodes send at the same time what is due. */
class TwoSendersTest {

  private static final int PEOPLE = 20;
  private static final int EACH = 5;

  private static GreenMail mail;
  private static RunningFluxo fluxo;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    fluxo =
        RunningFluxo.with(
            "spring.mail.host=127.0.0.1", "spring.mail.port=" + mail.getSmtp().getPort());
    jdbc = fluxo.bean(JdbcTemplate.class);
    fluxo.bean(NotificationSender.class).stop();
    jdbc.update(
        """
        INSERT INTO account (tenant, account, email, name, roles, workspaces, state, one_time,
                             version, totp_step, created_at)
        SELECT 'default', '0123456789abcdefghjkmnp' || lpad(n::text, 3, '0'), 'p' || n || '@x.example',
               'P', '{agent}', '{}', 'active', false, 1, 0, now()
          FROM generate_series(1, ?) n
        """,
        PEOPLE);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    mail.stop();
  }

  private static void fill() {
    jdbc.update("DELETE FROM notification");
    jdbc.update(
        """
        INSERT INTO notification (id, tenant, workspace, account, channel, notice, task_id, what,
                                  title, state, due_at)
        SELECT a.account || '-' || n || c, 'default', 'main',
               CASE c WHEN 'email' THEN a.account END, c, 'x', 'x', 'created', '"x"', 'waiting',
               now()
          FROM account a, generate_series(1, ?) n, unnest(ARRAY['email', 'webhook']) c
         WHERE a.email LIKE 'p%@x.example'
        """,
        EACH);
  }

  @Test
  void eachIsClaimedOnceByWhoeverComesFirst() throws Exception {
    fill();
    Mailboxes mailboxes = fluxo.bean(Mailboxes.class);
    Outbox outbox = fluxo.bean(Outbox.class);
    CountDownLatch begin = new CountDownLatch(1);
    List<String> claimed = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> claims = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        claims.add(
            threads.submit(
                () -> {
                  begin.await();
                  List<String> mine = new ArrayList<>();
                  outbox.hooks(3).forEach(each -> mine.add(each.id()));
                  for (Mailboxes.Mailbox mailbox : mailboxes.due(100)) {
                    mailboxes.claim(mailbox).forEach(each -> mine.add(each.id()));
                  }
                  return mine;
                }));
      }
      begin.countDown();
      for (Future<List<String>> each : claims) {
        claimed.addAll(each.get());
      }
    }
    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claimed.stream().filter(id -> id.endsWith("email"))).hasSize(PEOPLE * EACH);
    assertThat(jdbc.queryForList("SELECT DISTINCT attempts FROM notification", Integer.class))
        .containsOnly(0, 1);
    assertThat(
            jdbc.queryForObject(
                "SELECT count(DISTINCT mail) FROM notification WHERE channel = 'email'",
                Integer.class))
        .as("what gathered of a person is in one mail")
        .isEqualTo(PEOPLE);
  }

  @Test
  void twoSendersSendEachMailOnce() throws Exception {
    fill();
    jdbc.update("DELETE FROM notification WHERE channel = 'webhook'");
    List<NotificationSender> senders = List.of(sender(), sender());
    senders.forEach(NotificationSender::start);
    Eventually.of(
        () ->
            jdbc.queryForObject(
                "SELECT count(*) FROM notification WHERE state = 'sent'", Integer.class),
        sent -> sent == PEOPLE * EACH);
    senders.forEach(NotificationSender::stop);
    List<String> receivers = new ArrayList<>();
    for (var each : mail.getReceivedMessages()) {
      Stream.of(each.getAllRecipients()).forEach(to -> receivers.add(to.toString()));
    }
    assertThat(receivers).hasSize(PEOPLE);
    assertThat(new HashSet<>(receivers)).hasSize(PEOPLE);
  }

  private static NotificationSender sender() {
    return new NotificationSender(
        fluxo.bean(Outbox.class),
        fluxo.bean(Mailboxes.class),
        fluxo.bean(MailDelivery.class),
        fluxo.bean(LinkDelivery.class),
        fluxo.bean(HookDelivery.class),
        fluxo.bean(Mailer.class));
  }
}
