package io.fluxo.api.session;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.access.Permission;
import io.fluxo.api.problem.Fields;
import io.fluxo.api.session.SecondFactor.Setup;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What callers do about themselves. */
@Tag(name = "Logging in")
@RestController
@RequestMapping("/api/v1/auth")
final class MeController {

  /**
   * The caller.
   *
   * @param actor as events name the caller
   * @param workspace where this request works
   * @param workspaces where the caller may work, empty for everywhere
   */
  record Me(
      String tenant,
      String workspace,
      String actor,
      List<Permission> permissions,
      List<String> workspaces) {}

  /**
   * A session.
   *
   * @param current whether it is the one of this request
   * @param usedAt when its tokens were last renewed
   */
  record SessionView(
      String id,
      boolean current,
      String method,
      Instant createdAt,
      Instant usedAt,
      Instant endsAt) {}

  /** The password of the caller; none where a provider vouches. */
  record PasswordRequest(@Nullable String password) {}

  /** Six digits. */
  record CodeRequest(@Nullable String code) {}

  private final Sessions sessions;
  private final SecondFactor second;

  MeController(Sessions sessions, SecondFactor second) {
    this.sessions = sessions;
    this.second = second;
  }

  @Operation(summary = "Tells who the caller is and what the caller may do")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping("/me")
  Me me(Caller caller, Context context) {
    return new Me(
        context.tenant(),
        context.workspace(),
        context.actor(),
        caller.permissions().stream().sorted().toList(),
        caller.workspaces());
  }

  @Operation(summary = "Lists the sessions of the caller")
  @Open(Open.To.EVERY_CALLER)
  @GetMapping("/sessions")
  Map<String, List<SessionView>> sessions(Caller caller) {
    return Map.of(
        "items",
        sessions.live(caller.tenant(), People.account(caller)).stream()
            .map(
                each ->
                    new SessionView(
                        each.id(),
                        each.id().equals(caller.session()),
                        each.method(),
                        each.createdAt(),
                        each.rotatedAt(),
                        each.endsAt()))
            .toList());
  }

  @Operation(summary = "Ends a session of the caller")
  @Open(Open.To.EVERY_CALLER)
  @DeleteMapping("/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable String id, Caller caller, Context context) {
    if (!id.matches("[0-9a-z]{26}")
        || sessions.end(caller.tenant(), People.account(caller), id, context) == 0) {
      throw Rejection.notFound("session of that id");
    }
  }

  @Operation(summary = "Begins to set up a second factor for the caller")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/second-factor")
  Setup begin(
      @RequestBody(required = false) @Nullable PasswordRequest body,
      Caller caller,
      Context context) {
    return second.begin(context, People.account(caller), body == null ? null : body.password());
  }

  @Operation(summary = "Switches the second factor on, with a code made with it")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/second-factor/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(@RequestBody CodeRequest body, Caller caller, Context context) {
    second.confirm(context, People.account(caller), Fields.text("/code", body.code(), 20));
  }

  @Operation(summary = "Switches the second factor off, with a code made with it")
  @Open(Open.To.EVERY_CALLER)
  @PostMapping("/second-factor/remove")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@RequestBody CodeRequest body, Caller caller, Context context) {
    second.remove(context, People.account(caller), Fields.text("/code", body.code(), 20));
  }
}
