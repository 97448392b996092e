package io.fluxo.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.api.member.Person;
import io.fluxo.api.notice.Preferences.Email;
import io.fluxo.api.notice.Preferences.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionTest {

  private static final Person ANA = new Person("ana", "Ana", "ana@x.example");
  private static final Person BEA = new Person("bea", "Bea", "bea@x.example");

  private static Notice notice(String what) {
    return new Notice(
        "t1:0",
        "t",
        "main",
        "t1",
        what,
        List.of(),
        List.of(),
        "\"x\"",
        null,
        List.of("o@x.example", "p@x.example"),
        false);
  }

  private static Expansion with(Map<String, Preferences> wanted, boolean hook, boolean mail) {
    return new Expansion(wanted, Preferences.usual(Language.en), hook, mail);
  }

  private static Preferences wanted(Email email, boolean app) {
    return new Preferences(Language.en, email, Duration.ofMinutes(20), app, null);
  }

  private static List<String> told(List<NewNotification> all) {
    return all.stream().map(each -> each.channel() + " " + each.account()).toList();
  }

  @Test
  void peopleAreToldInTheApplicationAndByMail() {
    assertThat(told(with(Map.of(), true, true).of(notice("overdue"), List.of(ANA, BEA))))
        .containsExactly("app ana", "email ana", "app bea", "email bea", "webhook null");
  }

  @Test
  void whoeverIsAskedFromOutsideGetsAMailEachForANewTaskOnly() {
    List<NewNotification> all = with(Map.of(), false, true).of(notice("created"), List.of());
    assertThat(all).extracting(NewNotification::outside).containsExactly(0, 1);
    assertThat(all).extracting(NewNotification::id).doesNotHaveDuplicates();
    assertThat(with(Map.of(), false, true).of(notice("overdue"), List.of())).isEmpty();
  }

  @Test
  void peopleAreToldAsTheyWant() {
    assertThat(
            told(
                with(
                        Map.of("ana", wanted(Email.off, true), "bea", wanted(Email.digest, false)),
                        false,
                        true)
                    .of(notice("overdue"), List.of(ANA, BEA))))
        .containsExactly("app ana", "email bea");
    assertThat(
            with(Map.of("bea", wanted(Email.digest, false)), false, true)
                .of(notice("overdue"), List.of(BEA)))
        .extracting(NewNotification::patience)
        .containsExactly(Duration.ofMinutes(20));
  }

  @Test
  void whereNoMailCanBeSentThatIsKept() {
    assertThat(with(Map.of(), false, false).of(notice("overdue"), List.of(ANA)))
        .extracting(NewNotification::state)
        .containsExactly("sent", "dropped");
  }

  @Test
  void theSameIsUnderTheSameId() {
    assertThat(with(Map.of(), true, true).of(notice("created"), List.of(ANA)))
        .extracting(NewNotification::id)
        .isEqualTo(
            with(Map.of(), true, true).of(notice("created"), List.of(ANA)).stream()
                .map(NewNotification::id)
                .toList())
        .doesNotHaveDuplicates();
  }
}
