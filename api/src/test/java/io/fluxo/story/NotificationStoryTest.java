package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.fluxo.api.notice.AnswerLinks;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.HookServer.Call;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People and programs are told of tasks, once, also where mail servers and hooks do not work. */
class NotificationStoryTest {

  private static final String TASK = "0".repeat(26) + "-1";
  private static final String HOOK = "/api/v1/notification-hook";

  private static GreenMail mail;
  private static RunningFluxo fluxo;
  private static FluxoClient keyed;
  private static FluxoClient admin;
  private static String adminId;
  private static int made;

  @BeforeAll
  static void start() {
    mail = mailServer(0);
    fluxo =
        RunningFluxo.with(
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + mail.getSmtp().getPort(),
            "fluxo.notifications.language=en");
    keyed = fluxo.client();
    Answer login =
        keyed
            .with(null)
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                    .formatted(RunningFluxo.ADMIN_PASSWORD));
    admin = keyed.with(login.body().path("accessToken").asText());
    adminId =
        admin.get("/api/v1/auth/me").body().path("actor").asText().substring("user:".length());
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    mail.stop();
  }

  @AfterEach
  void forgetAll() {
    admin.delete(HOOK);
    fluxo.database().update("DELETE FROM task_notice");
    fluxo.database().update("DELETE FROM notification");
  }

  private static GreenMail mailServer(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  /** Somebody new; the id of the account. */
  private static String member(String email) {
    Answer added =
        admin.post(
            "/api/v1/members",
            "{\"name\":\"Ana\",\"email\":\"%s\",\"roles\":[\"agent\"]}".formatted(email));
    assertThat(added.status()).as("%s", added.raw().body()).isEqualTo(201);
    return added.body().at("/member/id").asText();
  }

  /** Notes what people are to be told, as the read side does. */
  private static String note(String what, String title, String outside, String... recipients) {
    String id = TASK + ":" + made++;
    fluxo
        .database()
        .update(
            """
            INSERT INTO task_notice (id, tenant, workspace, task_id, what, recipients, excluded,
                                     priority, title, due, outside, at)
            VALUES (?, 'default', 'main', ?, ?, string_to_array(?, ','), '{user:nobody}', 5,
                    to_json(?::text)::text, now(), ?, now())
            """,
            id,
            TASK,
            what,
            String.join(",", recipients),
            title,
            outside);
    return id;
  }

  private static List<MimeMessage> mailsTo(String address) {
    return Stream.of(mail.getReceivedMessages())
        .filter(
            each -> {
              try {
                return each.getRecipients(RecipientType.TO)[0].toString().equals(address);
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  /**
   * From the run that asks to the mail, to the link in it, to the answer, to the end of the run.
   */
  @Test
  void whoHasNoAccountAnswersByTheLinkOfARealMailAndTheRunGoesOn() throws Exception {
    Answer published =
        admin.publish(
            """
            id: outside
            nodes:
              - id: ask
                type: human_task
                config:
                  kind: approval
                  title: "Offer ${input.n}"
                  candidates: {users: ["%s"]}
                  external: ["zoe@outside.example"]
            output: ${nodes.ask.output}
            """
                .formatted(member("buyer@ours.example")));
    assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
    String run =
        admin
            .post("/api/v1/workflows/outside/runs", "{\"input\":{\"n\":7}}")
            .body()
            .path("runId")
            .asText();
    List<MimeMessage> letters =
        Eventually.of(() -> mailsTo("zoe@outside.example"), mails -> mails.size() == 1);
    Eventually.of(() -> mailsTo("buyer@ours.example"), mails -> mails.size() == 1);
    assertThat(letters.getFirst().getSubject()).contains("Offer 7");
    Matcher link =
        Pattern.compile("/answer#(\\S+)").matcher((String) letters.getFirst().getContent());
    assertThat(link.find()).isTrue();
    String answer = "{\"token\":\"%s\",\"outcome\":\"approved\"}".formatted(link.group(1));
    FluxoClient nobody = keyed.with(null);
    assertThat(nobody.post("/api/v1/answer-links/answer", answer).status()).isEqualTo(200);
    assertThat(nobody.post("/api/v1/answer-links/answer", answer).status()).isEqualTo(404);
    Answer ended =
        Eventually.is(
            () -> admin.get("/api/v1/runs/" + run),
            each -> each.body().path("status").asText().equals("completed"));
    assertThat(ended.body().at("/output/by").asText()).startsWith("link:");
  }

  private static List<Map<String, Object>> rows(String channel, String account) {
    return fluxo
        .database()
        .queryForList(
            "SELECT * FROM notification WHERE channel = ? AND account IS NOT DISTINCT FROM ?"
                + " ORDER BY position",
            channel,
            account);
  }

  private static Map<String, Object> row(String channel, String account, String state) {
    return Eventually.of(
            () -> rows(channel, account),
            rows -> rows.size() == 1 && rows.getFirst().get("state").equals(state))
        .getFirst();
  }

  /** What was tried may be tried again by now. */
  private static void minutesPass() {
    fluxo
        .database()
        .update(
            """
            UPDATE notification SET due_at = now(), attempted_at = attempted_at - interval '2 min'
             WHERE state = 'waiting'
            """);
  }

  private static String hook(String url) {
    Answer set = admin.put(HOOK, "{\"url\":\"%s\"}".formatted(url));
    assertThat(set.status()).as("%s", set.raw().body()).isEqualTo(200);
    return set.body().path("secret").asText();
  }

  @Test
  void aMailArrivesOnceUnderAnIdOfItsOwnAndTheRecordSaysSo() throws Exception {
    String ana = member("once@x.example");
    note("assigned", "Approve\r\nBcc: evil@x.example", null, "user:" + ana, "role:agent");
    row("email", ana, "sent");
    MimeMessage message = mailsTo("once@x.example").getFirst();
    assertThat(message.getSubject())
        .isEqualTo("A task was given to you: Approve Bcc: evil@x.example");
    assertThat(message.getHeader("Message-ID"))
        .containsExactly("<" + rows("email", ana).getFirst().get("id") + "@fluxo>");
    // The projection reads everything again.
    fluxo.database().update("UPDATE task_notice SET sent_at = NULL");
    Eventually.of(
        () ->
            fluxo
                .database()
                .queryForObject(
                    "SELECT count(*) FROM task_notice WHERE sent_at IS NULL", Integer.class),
        left -> left == 0);
    assertThat(rows("email", ana)).hasSize(1);
    assertThat(mailsTo("once@x.example")).hasSize(1);
    JsonNode sent = admin.get("/api/v1/tasks/" + TASK + "/notifications").body().path("items");
    assertThat(sent.findValuesAsText("address")).contains("once@x.example");
    assertThat(sent.findValuesAsText("state")).containsOnly("sent");
    String masked =
        keyWith("tasks:manage").get("/api/v1/tasks/" + TASK + "/notifications").raw().body();
    assertThat(masked).contains("***").doesNotContain("x.example");
    assertThat(keyWith("tasks:work").get("/api/v1/tasks/" + TASK + "/notifications").status())
        .isEqualTo(403);
  }

  private static FluxoClient keyWith(String permission) {
    return keyed.with(
        keyed
            .post("/api/v1/keys", "{\"name\":\"k\",\"permissions\":[\"%s\"]}".formatted(permission))
            .body()
            .path("key")
            .asText());
  }

  @Test
  void aMailIsTriedAgainAfterTheServerCouldNotBeReached() {
    String ana = member("again@x.example");
    int port = mail.getSmtp().getPort();
    mail.stop();
    note("overdue", "Pay", null, "user:" + ana);
    Map<String, Object> tried =
        Eventually.of(
                () -> rows("email", ana),
                rows -> rows.size() == 1 && rows.getFirst().get("last_error") != null)
            .getFirst();
    assertThat(tried).containsEntry("state", "waiting").containsEntry("attempts", 1);
    assertThat(tried).containsEntry("last_error", "The mail server could not be reached");
    mail = mailServer(port);
    minutesPass();
    assertThat(row("email", ana, "sent"))
        .containsEntry("attempts", 2)
        .containsEntry("last_error", null);
    assertThat(mailsTo("again@x.example")).hasSize(1);
  }

  @Test
  void whatGathersGoesAsOneMailAndTheNextOneWaits() throws Exception {
    String ana = member("digest@x.example");
    String bob = member("bob@x.example");
    fluxo
        .database()
        .update(
            """
            INSERT INTO task_notice (id, tenant, workspace, task_id, what, recipients, excluded,
                                     priority, title, at)
            SELECT ? || n, 'default', 'main', ?, 'reminded', ARRAY[?], '{}', 5, '"T' || n || '"',
                   now()
              FROM generate_series(1, 7) n
            """,
            "many:",
            TASK,
            "user:" + ana);
    List<Map<String, Object>> all =
        Eventually.of(
            () -> rows("email", ana),
            rows -> rows.size() == 7 && rows.stream().allMatch(r -> r.get("state").equals("sent")));
    assertThat(all.stream().map(each -> each.get("sent_at")).distinct()).hasSize(1);
    assertThat(mailsTo("digest@x.example")).hasSize(1);
    MimeMessage digest = mailsTo("digest@x.example").getFirst();
    assertThat(digest.getSubject()).isEqualTo("7 messages about tasks");
    assertThat(GreenMailUtil.getBody(digest))
        .containsSubsequence("Reminder: T1", "Reminder: T2", "Reminder: T7");
    note("overdue", "Late", null, "user:" + ana);
    Eventually.of(() -> rows("email", ana), rows -> rows.size() == 8);
    note("overdue", "Late", null, "user:" + bob);
    row("email", bob, "sent");
    assertThat(rows("email", ana).getLast()).containsEntry("state", "waiting");
    minutesPass();
    fluxo
        .database()
        .update("UPDATE notification SET attempted_at = attempted_at - interval '2 min'");
    Eventually.of(() -> mailsTo("digest@x.example"), mails -> mails.size() == 2);
  }

  @Test
  void whoWasCutOffWhileSendingSendsTheSameMailAgain() throws Exception {
    String ana = member("cut@x.example");
    note("assigned", "One", null, "user:" + ana);
    row("email", ana, "sent");
    fluxo
        .database()
        .update(
            """
            UPDATE notification SET state = 'sending', due_at = now(),
                   attempted_at = now() - interval '11 min'
             WHERE channel = 'email'
            """);
    List<MimeMessage> mails =
        Eventually.of(() -> mailsTo("cut@x.example"), found -> found.size() == 2);
    assertThat(mails.get(0).getMessageID()).isEqualTo(mails.get(1).getMessageID());
    row("email", ana, "sent");
  }

  @Test
  void aHookIsCalledSignedUnderTheSameIdUntilItAnswers() throws Exception {
    try (HookServer server = new HookServer(0)) {
      String secret = hook(server.url());
      assertThat(secret).startsWith("whsec_");
      assertThat(admin.get(HOOK).body().path("secret").asText()).isEqualTo("whsec_***");
      server.answers(503);
      note("created", "Sign", null, "user:nobody");
      Eventually.of(server::calls, calls -> calls.size() == 1);
      row("webhook", null, "waiting");
      server.answers(200);
      minutesPass();
      assertThat(row("webhook", null, "sent")).containsEntry("attempts", 2);
      Call first = server.calls().get(0);
      Call second = server.calls().get(1);
      assertThat(second.headers()).containsEntry("webhook-id", first.headers().get("webhook-id"));
      assertThat(second.body()).isEqualTo(first.body());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
      String signed =
          second.headers().get("webhook-id")
              + "."
              + second.headers().get("webhook-timestamp")
              + "."
              + new String(second.body(), StandardCharsets.UTF_8);
      assertThat(second.headers().get("webhook-signature"))
          .isEqualTo(
              "v1,"
                  + Base64.getEncoder()
                      .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
      JsonNode event = new ObjectMapper().readTree(second.body());
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("subject").asText()).isEqualTo(TASK);
      assertThat(event.at("/data/title").asText()).isEqualTo("Sign");
      assertThat(admin.post(HOOK + "/test", "").body().path("ok").asBoolean()).isTrue();
      assertThat(server.calls()).hasSize(3);
    }
  }

  @Test
  void aHookThatAsksForPatienceGetsItAndOneThatIsGoneIsCalledNoMore() {
    try (HookServer server = new HookServer(0)) {
      hook(server.url());
      server.answers(429);
      note("created", "x", null, "user:nobody");
      Eventually.of(
          () -> rows("webhook", null),
          rows -> rows.size() == 1 && rows.getFirst().get("last_error") != null);
      assertThat(
              fluxo
                  .database()
                  .queryForObject(
                      "SELECT due_at > now() + interval '110 min' FROM notification"
                          + " WHERE channel = 'webhook'",
                      Boolean.class))
          .isTrue();
      server.answers(410);
      minutesPass();
      row("webhook", null, "failed");
      assertThat(admin.get(HOOK).body().path("enabled").asBoolean()).isFalse();
      int calls = server.calls().size();
      String ana = member("gone@x.example");
      note("created", "y", null, "user:" + ana);
      row("email", ana, "sent");
      assertThat(server.calls()).hasSize(calls);
    }
  }

  @Test
  void aHookThatAnswersNothingDelaysNoMail() {
    try (HookServer server = new HookServer(0)) {
      hook(server.url());
      server.hold();
      for (int i = 0; i < 10; i++) {
        note("created", "x", null, "user:nobody");
      }
      Eventually.of(server::calls, calls -> calls.size() == 4);
      String ana = member("quick@x.example");
      note("created", "x", null, "user:" + ana);
      row("email", ana, "sent");
      assertThat(server.calls()).as("there is room for others").hasSize(4);
      assertThat(rows("webhook", null).stream().filter(r -> r.get("state").equals("sending")))
          .as("nobody answered yet")
          .isNotEmpty();
    }
  }

  @Test
  void addressesThatMayNotBeReachedAreRefused() {
    for (String url :
        List.of("http://10.0.0.1/", "https://169.254.169.254/", "file:///etc/passwd", "", "x")) {
      Answer answer = admin.put(HOOK, "{\"url\":\"%s\"}".formatted(url));
      assertThat(answer.status()).as(url).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/url");
    }
    assertThat(admin.get(HOOK).status()).isEqualTo(404);
    assertThat(admin.post(HOOK + "/test", "").status()).isEqualTo(404);
  }

  @Test
  void peopleReadWhatTheyAreToldAndSeeItAsItComes() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpClient http = HttpClient.newHttpClient();
    try {
      HttpResponse<Stream<String>> stream =
          http.send(
              admin.request("/api/v1/notifications/stream").build(),
              HttpResponse.BodyHandlers.ofLines());
      assertThat(stream.statusCode()).isEqualTo(200);
      Thread.ofVirtual().start(() -> read(stream, seen));
      note("created", "Read me", null, "user:" + adminId);
      Eventually.of(() -> String.join("\n", seen), all -> all.contains("Read me"));
      note("overdue", "And me", null, "user:" + adminId);
      Eventually.of(() -> String.join("\n", seen), all -> all.contains("And me"));
    } finally {
      http.shutdownNow(); // close would wait for the stream to end
    }
    JsonNode items = admin.get("/api/v1/notifications?unread=true").body().path("items");
    assertThat(items.findValuesAsText("title")).containsExactly("And me", "Read me");
    Answer page = admin.get("/api/v1/notifications?limit=1");
    assertThat(
            admin
                .get("/api/v1/notifications?limit=1&cursor=" + page.body().path("next").asText())
                .body()
                .path("items")
                .findValuesAsText("title"))
        .containsExactly("Read me");
    String id = items.get(0).path("id").asText();
    assertThat(admin.post("/api/v1/notifications/" + id + "/read", "").status()).isEqualTo(204);
    assertThat(admin.post("/api/v1/notifications/nothing/read", "").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/notifications?unread=true").body().path("items")).hasSize(1);
    assertThat(admin.post("/api/v1/notifications/read", "").status()).isEqualTo(204);
    assertThat(admin.get("/api/v1/notifications?unread=true").body().path("items")).isEmpty();
    assertThat(admin.get("/api/v1/notifications").body().path("items")).hasSize(2);
    for (String path : List.of("/api/v1/notifications", "/api/v1/me/notification-preferences")) {
      assertThat(keyed.get(path).status()).as(path).isEqualTo(403);
    }
  }

  private static void read(HttpResponse<Stream<String>> stream, List<String> lines) {
    try {
      stream.body().forEach(lines::add);
    } catch (UncheckedIOException e) {
      // the test is over
    }
  }

  @Test
  void peopleAreToldAsTheyWant() {
    String preferences = "/api/v1/me/notification-preferences";
    assertThat(admin.get(preferences).body().path("email").asText()).isEqualTo("immediate");
    assertThat(
            admin
                .put(preferences, "{\"email\":\"digest\",\"language\":\"pt\",\"app\":false}")
                .body()
                .path("digestMinutes")
                .asInt())
        .isEqualTo(60);
    note("created", "Later", null, "user:" + adminId);
    assertThat(row("email", adminId, "waiting")).containsEntry("attempts", 0);
    assertThat(rows("app", adminId)).isEmpty();
    minutesPass();
    row("email", adminId, "sent");
    assertThat(admin.put(preferences, "{\"email\":\"off\"}").status()).isEqualTo(200);
    note("created", "Never", null, "user:" + adminId);
    Eventually.of(() -> rows("app", adminId), rows -> rows.size() == 1);
    assertThat(rows("email", adminId)).hasSize(1);
    for (String bad :
        List.of(
            "{\"email\":\"often\"}",
            "{\"language\":\"xx\"}",
            "{\"digestMinutes\":1}",
            "{\"timeZone\":\"Mars/Olympus\"}")) {
      assertThat(admin.put(preferences, bad).status()).as(bad).isEqualTo(422);
    }
    assertThat(admin.put(preferences, "{}").status()).isEqualTo(200);
  }

  @Test
  void nobodyIsToldWhoIsExcludedOrMayNotEnterTheWorkspaceOrIsBlocked() {
    String told = member("told@x.example");
    String excluded = member("excluded@x.example");
    String elsewhere = member("elsewhere@x.example");
    String blocked = member("blocked@x.example");
    fluxo
        .database()
        .update("UPDATE account SET workspaces = '{other}' WHERE account = ?", elsewhere);
    fluxo.database().update("UPDATE account SET state = 'blocked' WHERE account = ?", blocked);
    fluxo
        .database()
        .update(
            """
            INSERT INTO task_notice (id, tenant, workspace, task_id, what, recipients, excluded,
                                     priority, title, at)
            VALUES ('excluding', 'default', 'main', ?, 'created', ?::text[], ARRAY[?], 5, '"x"',
                    now())
            """,
            TASK,
            "{role:agent,user:%s,user:%s}".formatted(elsewhere, blocked),
            "user:" + excluded);
    row("app", told, "sent");
    assertThat(rows("app", excluded)).isEmpty();
    assertThat(rows("app", elsewhere)).isEmpty();
    assertThat(rows("app", blocked)).isEmpty();
  }

  @Test
  void whoeverHasNoAccountGetsALinkAsSoonAsThereAreLinks() throws Exception {
    List<String> issued = new ArrayList<>();
    AnswerLinks links =
        (tenant, workspace, task, email, notice) -> {
          issued.add(email);
          return CompletableFuture.completedFuture(URI.create("https://f.example/a/" + task));
        };
    fluxo.put(AnswerLinks.class, links);
    note("created", "Outside", "{\"emails\":[\"o@out.example\",\"no address\"]}", "role:none");
    MimeMessage message =
        Eventually.of(() -> mailsTo("o@out.example"), mails -> mails.size() == 1).getFirst();
    assertThat(GreenMailUtil.getBody(message)).contains("https://f.example/a/" + TASK);
    Eventually.of(
        () -> rows("email", null).stream().map(each -> each.get("state")).sorted().toList(),
        states -> states.equals(List.of("failed", "sent")));
    assertThat(issued).containsExactly("o@out.example");
  }
}
