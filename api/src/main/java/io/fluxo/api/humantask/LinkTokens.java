package io.fluxo.api.humantask;

import io.fluxo.api.session.SignedTexts;
import io.fluxo.api.session.SignedTexts.Said;
import io.fluxo.messages.humantask.TaskId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Writes and reads the tokens of links. Whoever has one may answer: a token is in no event, no log
 * and no path, and an address carries it behind the {@code #}, which browsers keep to themselves.
 */
@Component
final class LinkTokens {

  /** How long a link is good where nobody says it. */
  static final Duration USUAL = Duration.ofDays(7);

  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofDays(30);

  private static final String KIND = "answer-link";
  private static final String TENANT = "tenant";
  private static final String WORKSPACE = "workspace";
  private static final String TASK = "task";
  private static final String LINK = "link";

  private final SignedTexts texts;
  private final InstantSource clock;
  private final Environment environment;

  LinkTokens(SignedTexts texts, InstantSource clock, Environment environment) {
    this.texts = texts;
    this.clock = clock;
    this.environment = environment;
  }

  /** The token of a link. */
  String write(AnswerLink link) {
    return texts.sign(
        KIND,
        new Said(
            Map.of(
                TENANT,
                link.tenant(),
                WORKSPACE,
                link.workspace(),
                TASK,
                link.task().value(),
                LINK,
                link.id()),
            link.until()),
        clock.instant());
  }

  /** The link of a genuine token that is not over; null for every other text. */
  @Nullable AnswerLink read(String token) {
    Said said = texts.read(KIND, token, clock.instant());
    if (said == null) {
      return null;
    }
    Map<String, String> claims = said.claims();
    String tenant = claims.get(TENANT);
    String workspace = claims.get(WORKSPACE);
    String task = claims.get(TASK);
    String link = claims.get(LINK);
    return tenant == null || workspace == null || task == null || link == null
        ? null
        : new AnswerLink(tenant, workspace, new TaskId(task), link, said.until());
  }

  /** The address at which the holder answers. */
  URI address(AnswerLink link) {
    return URI.create(base() + "/answer#" + write(link));
  }

  /** This server as browsers reach it. */
  private String base() {
    String told = environment.getProperty("fluxo.public-url", "").strip();
    if (!told.isEmpty()) {
      return told.replaceAll("/+$", "");
    }
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://localhost:" + port;
  }
}
