package io.fluxo.api.notice;

import io.fluxo.api.member.Emails;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.mail.Mailer;
import io.fluxo.messages.rejection.Rejection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends links to people without an account, by which they answer once. */
@Component
final class LinkDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(LinkDelivery.class);
  private static final long LONGEST_SECONDS = 30;

  private final NoticeTable notices;
  private final PreferenceTable preferences;
  private final ObjectProvider<AnswerLinks> links;
  private final Mailer mailer;

  LinkDelivery(
      NoticeTable notices,
      PreferenceTable preferences,
      ObjectProvider<AnswerLinks> links,
      Mailer mailer) {
    this.notices = notices;
    this.preferences = preferences;
    this.links = links;
    this.mailer = mailer;
  }

  /** Whether there is somebody who makes links. */
  boolean isReady() {
    return links.getIfAvailable() != null;
  }

  /** One attempt. */
  Outcome deliver(Outgoing told) {
    List<String> addresses = notices.outside(told.notice());
    if (told.outside() >= addresses.size()) {
      return Outcome.dropped("The address is not known any more");
    }
    String address = Emails.orNull(addresses.get(told.outside()));
    if (address == null) {
      return Outcome.failed("The text is no e-mail address");
    }
    try {
      URI link =
          links
              .getObject()
              .issue(
                  told.tenant(),
                  told.workspace(),
                  new TaskId(told.taskId()),
                  address,
                  told.notice())
              .get(LONGEST_SECONDS, TimeUnit.SECONDS);
      return MailDelivery.outcome(
          mailer.post(new Letters(preferences.usual(), "").link(told, address, link)),
          told.attempts());
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return unmade(e, told);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.again("The program was stopped", told.attempts(), null);
    }
  }

  private static Outcome unmade(Exception error, Outgoing told) {
    Rejection rejection = Problems.rejection(error);
    if (rejection != null && !Rejection.isPassing(rejection)) {
      return Outcome.dropped("The task can not be answered by a link any more");
    }
    LOG.warn("No link could be made for {}", told, error);
    return Outcome.again("No link could be made", told.attempts(), null);
  }
}
