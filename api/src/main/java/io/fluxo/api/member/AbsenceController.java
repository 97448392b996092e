package io.fluxo.api.member;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When people are away, and who stands in. */
@Tag(name = "Members")
@RestController
@RequestMapping("/api/v1")
final class AbsenceController {

  /** The absences of somebody, the earliest first. */
  record AbsenceList(List<Absence> items) {}

  private final Absences absences;
  private final InstantSource clock;

  AbsenceController(Absences absences, InstantSource clock) {
    this.absences = absences;
    this.clock = clock;
  }

  @Operation(summary = "Lists when the caller is away")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping("/me/absences")
  AbsenceList own(Caller caller) {
    return new AbsenceList(absences.list(caller.tenant(), account(caller)));
  }

  @Operation(summary = "Sets when the caller is away and who stands in, in place of all before")
  @Open(Open.To.EVERY_CALLER)
  @PutMapping("/me/absences")
  AbsenceList setOwn(
      @RequestBody List<@Nullable AbsenceRequest> body, Caller caller, Context context) {
    return stored(account(caller), body, caller, context);
  }

  @Operation(summary = "Lists when somebody is away")
  @Requires(Permission.MEMBERS_MANAGE)
  @GetMapping("/members/{id}/absences")
  AbsenceList list(@PathVariable String id, Caller caller) {
    MemberController.requireWhole(caller);
    return new AbsenceList(absences.list(caller.tenant(), MemberController.member(id)));
  }

  @Operation(summary = "Sets when somebody is away and who stands in, in place of all before")
  @Requires(Permission.MEMBERS_MANAGE)
  @PutMapping("/members/{id}/absences")
  AbsenceList set(
      @PathVariable String id,
      @RequestBody List<@Nullable AbsenceRequest> body,
      Caller caller,
      Context context) {
    MemberController.requireWhole(caller);
    return stored(MemberController.member(id), body, caller, context);
  }

  private AbsenceList stored(
      String account, List<@Nullable AbsenceRequest> body, Caller caller, Context context) {
    List<Absence> wanted = AbsenceRequest.read(body, clock.instant());
    return new AbsenceList(absences.replace(account, wanted, caller, context));
  }

  private static String account(Caller caller) {
    if (caller.session() == null) {
      throw new Rejection(Rejection.Code.FORBIDDEN, "An API key is never away: log in as a person");
    }
    return caller.account();
  }
}
