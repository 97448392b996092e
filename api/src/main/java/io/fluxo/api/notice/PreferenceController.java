package io.fluxo.api.notice;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.notice.Preferences.Email;
import io.fluxo.api.notice.Preferences.Language;
import io.fluxo.api.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the caller wants to be told. */
@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/v1/me/notification-preferences")
final class PreferenceController {

  private static final int LONGEST_DIGEST = 1_440;

  /**
   * How somebody wants to be told; what is missing is as for whoever said nothing.
   *
   * @param language pt or en
   * @param email immediate, digest or off
   * @param digestMinutes for how long mails gather where email is digest, 5 to 1440
   * @param app whether in the application
   * @param timeZone as America/Sao_Paulo, in which mails write times
   */
  record PreferenceFields(
      @Nullable String language,
      @Nullable String email,
      @Nullable Integer digestMinutes,
      @Nullable Boolean app,
      @Nullable String timeZone) {}

  private final PreferenceTable table;

  PreferenceController(PreferenceTable table) {
    this.table = table;
  }

  @Operation(summary = "Tells how the caller wants to be told")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping
  PreferenceFields find(Caller caller) {
    return fields(table.of(caller.tenant(), Owners.account(caller)));
  }

  @Operation(summary = "Sets how the caller wants to be told")
  @Open(Open.To.EVERY_CALLER)
  @PutMapping
  PreferenceFields put(@RequestBody PreferenceFields body, Caller caller) {
    String account = Owners.account(caller);
    Preferences wanted = read(body);
    table.put(caller.tenant(), account, wanted);
    return fields(wanted);
  }

  private static PreferenceFields fields(Preferences wanted) {
    return new PreferenceFields(
        wanted.language().name(),
        wanted.email().name(),
        Math.toIntExact(wanted.digest().toMinutes()),
        wanted.app(),
        wanted.zoneOrUsual().getId());
  }

  private Preferences read(PreferenceFields body) {
    Preferences usual = table.usual();
    return new Preferences(
        body.language() == null
            ? usual.language()
            : one("/language", body.language(), Language.class),
        body.email() == null ? usual.email() : one("/email", body.email(), Email.class),
        digest(body.digestMinutes()),
        Objects.requireNonNullElse(body.app(), usual.app()),
        zone(body.timeZone()));
  }

  private static Duration digest(@Nullable Integer minutes) {
    if (minutes == null) {
      return Preferences.DIGEST;
    }
    if (minutes < 5 || minutes > LONGEST_DIGEST) {
      throw Problems.invalid(
          "/digestMinutes", "The time cannot be used", "5 to " + LONGEST_DIGEST + " minutes");
    }
    return Duration.ofMinutes(minutes);
  }

  private static @Nullable ZoneId zone(@Nullable String id) {
    if (id == null) {
      return null;
    }
    if (ZoneId.getAvailableZoneIds().contains(id)) {
      return ZoneId.of(id);
    }
    throw Problems.invalid(
        "/timeZone", "There is no such time zone", "a name such as America/Sao_Paulo");
  }

  private static <E extends Enum<E>> E one(String pointer, String text, Class<E> of) {
    for (E each : of.getEnumConstants()) {
      if (each.name().equals(text)) {
        return each;
      }
    }
    throw Problems.invalid(
        pointer,
        "There is no such value",
        String.join(", ", Arrays.stream(of.getEnumConstants()).map(Enum::name).toList()));
  }
}
