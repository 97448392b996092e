package io.fluxo.api.notice;

import io.fluxo.messages.mail.Letter;
import java.net.URI;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes mails in the language and the time zone of who gets them. */
final class Letters {

  /** As many lines as a digest has. */
  static final int MOST_LINES = 50;

  private static final Control NO_OTHER = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final ResourceBundle texts;
  private final Locale locale;
  private final Preferences wanted;
  private final String taskUrl;

  /**
   * For somebody.
   *
   * @param taskUrl where a task is opened, with {@code {task}} and {@code {workspace}} in it; empty
   *     for nowhere
   */
  Letters(Preferences wanted, String taskUrl) {
    this.locale =
        switch (wanted.language()) {
          case pt -> Locale.forLanguageTag("pt-BR");
          case en -> Locale.ENGLISH;
        };
    this.texts = ResourceBundle.getBundle("notice.messages", locale, NO_OTHER);
    this.wanted = wanted;
    this.taskUrl = taskUrl;
  }

  /** Tells somebody one thing. */
  Letter one(Outgoing told, String name, String address) {
    StringJoiner text = begin(name);
    text.add(text(known(told.what()) + ".text"))
        .add("")
        .add(text("task", Lines.title(told.title())));
    addDue(text, told.due());
    if (!taskUrl.isEmpty()) {
      text.add(text("open", url(told)));
    }
    return letter(told, address, subject(told), text);
  }

  /** Tells somebody several things, in their order. */
  Letter digest(List<Outgoing> told, String name, String address) {
    StringJoiner text = begin(name).add(text("digest.text")).add("");
    for (Outgoing each : told.subList(0, Math.min(told.size(), MOST_LINES))) {
      Instant due = each.due();
      text.add(
          due == null
              ? text("digest.plain", subject(each))
              : text("digest.line", subject(each), time(due)));
      if (!taskUrl.isEmpty()) {
        text.add("  " + url(each));
      }
    }
    if (told.size() > MOST_LINES) {
      text.add(text("digest.more", told.size() - MOST_LINES));
    }
    return letter(told.getFirst(), address, text("digest.subject", told.size()), text);
  }

  /** Asks somebody without an account. */
  Letter link(Outgoing told, String address, URI link) {
    StringJoiner text = begin(null);
    text.add(text("link.text")).add("").add(text("task", Lines.title(told.title())));
    addDue(text, told.due());
    text.add("").add(link.toString()).add("").add(text("link.once"));
    return letter(told, address, text("link.subject", Lines.title(told.title())), text);
  }

  private StringJoiner begin(@Nullable String name) {
    StringJoiner text = new StringJoiner("\n");
    return text.add(name == null ? text("hello.stranger") : text("hello", Lines.of(name))).add("");
  }

  private void addDue(StringJoiner text, @Nullable Instant due) {
    if (due != null) {
      text.add(text("due", time(due)));
    }
  }

  private Letter letter(Outgoing first, String address, String subject, StringJoiner text) {
    text.add("").add("-- ").add(text("footer"));
    return new Letter(first.mail(), address, subject, text + "\n");
  }

  private String subject(Outgoing told) {
    return text(known(told.what()) + ".subject", Lines.title(told.title()));
  }

  private String known(String what) {
    return texts.containsKey(what + ".subject") ? what : "other";
  }

  private String time(Instant time) {
    return DateTimeFormatter.ofPattern(texts.getString("date"), locale)
        .format(time.atZone(wanted.zoneOrUsual()));
  }

  private String url(Outgoing told) {
    return taskUrl.replace("{task}", told.taskId()).replace("{workspace}", told.workspace());
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getString(key), locale).format(values);
  }
}
