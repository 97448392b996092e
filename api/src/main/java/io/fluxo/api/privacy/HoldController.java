package io.fluxo.api.privacy;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Ids;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.privacy.LegalHold;
import io.fluxo.messages.privacy.PrivacyDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long data is kept, and what must not be erased. */
@Tag(name = "Privacy")
@RestController
@RequestMapping("/api/v1")
final class HoldController {

  /** What must not be erased, and why. */
  record HoldRequest(
      LegalHold.@Nullable Scope scope, @Nullable String target, @Nullable String reason) {}

  /**
   * How long what runs hold is kept.
   *
   * @param days after the end of a run, null for ever
   */
  record Retention(@Nullable Integer days) {}

  private static final int LONGEST_DAYS = 36_500;

  private final PrivacyDesk desk;
  private final Ids ids;

  HoldController(PrivacyDesk desk, Ids ids) {
    this.desk = desk;
    this.ids = ids;
  }

  @Operation(summary = "Lists the legal holds of the workspace")
  @Requires(Permission.PRIVACY_MANAGE)
  @GetMapping("/legal-holds")
  List<LegalHold> listHolds(Context context) {
    return desk.holds(context);
  }

  @Operation(summary = "Forbids to erase something")
  @Requires(Permission.PRIVACY_MANAGE)
  @PostMapping("/legal-holds")
  @ResponseStatus(HttpStatus.CREATED)
  LegalHold setHold(@RequestBody HoldRequest request, Context context) {
    if (request.scope() == null) {
      throw Problems.invalid(
          "/scope", "It is not said what is held", "workspace, workflow, run or subject");
    }
    boolean all = request.scope() == LegalHold.Scope.WORKSPACE;
    String target = all ? "" : text(request.target(), "/target");
    LegalHold hold =
        new LegalHold(ids.next(), request.scope(), target, text(request.reason(), "/reason"));
    desk.hold(context, hold);
    return hold;
  }

  @Operation(summary = "Lifts a legal hold")
  @Requires(Permission.PRIVACY_MANAGE)
  @DeleteMapping("/legal-holds/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void releaseHold(@PathVariable String id, Context context) {
    desk.release(context, id);
  }

  @Operation(summary = "Shows how long what runs hold is kept")
  @Requires(Permission.PRIVACY_MANAGE)
  @GetMapping("/retention")
  Retention getRetention(Context context) {
    return new Retention(desk.retention(context));
  }

  @Operation(summary = "Sets how long what runs hold is kept")
  @Requires(Permission.PRIVACY_MANAGE)
  @PutMapping("/retention")
  Retention setRetention(@RequestBody Retention retention, Context context) {
    Integer days = retention.days();
    if (days != null && (days < 1 || days > LONGEST_DAYS)) {
      throw Problems.invalid("/days", "So many days are not possible", "1 to 36500, or null");
    }
    desk.retain(context, days);
    return new Retention(days);
  }

  private static String text(@Nullable String text, String pointer) {
    if (text == null || text.isBlank() || text.length() > 200) {
      throw Problems.invalid(pointer, "It is missing or too long", "1 to 200 characters");
    }
    return text.strip();
  }
}
