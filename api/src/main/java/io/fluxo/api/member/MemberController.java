package io.fluxo.api.member;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.access.Role;
import io.fluxo.api.access.Workspaces;
import io.fluxo.api.member.Members.Added;
import io.fluxo.api.member.Members.Newcomer;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Fields;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of the caller's tenant. */
@Tag(name = "Members")
@RestController
@RequestMapping("/api/v1/members")
final class MemberController {

  private static final int LONGEST_NAME = 200;

  /**
   * Somebody to add or change.
   *
   * @param roles agent, manager or admin
   * @param workspaces where, empty for everywhere
   * @param teams names of groups that the tenant makes up, such as finance
   */
  record MemberRequest(
      @Nullable String email,
      @Nullable String name,
      @Nullable List<String> roles,
      @Nullable List<String> workspaces,
      @Nullable List<@Nullable String> teams,
      @Nullable String state) {}

  /**
   * Somebody who was added.
   *
   * @param oneTimePassword to be exchanged for one of their own within a week
   */
  record NewMember(MemberView member, @Nullable String oneTimePassword) {}

  /** A password to be exchanged for another one within a week. */
  record Reset(String oneTimePassword) {}

  private final Members members;
  private final Workspaces workspaces;

  MemberController(Members members, Workspaces workspaces) {
    this.members = members;
    this.workspaces = workspaces;
  }

  @Operation(summary = "Lists the people of the tenant")
  @Requires(Permission.MEMBERS_READ)
  @GetMapping
  Page<MemberView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    PageRequest page = Paging.of(cursor, limit);
    List<MemberView> found =
        members.list(context.tenant(), page.cursor(), page.limit() + 1).stream()
            .map(MemberView::of)
            .toList();
    return Paging.page(found, page, MemberView::id);
  }

  @Operation(summary = "Adds somebody, with a password to be exchanged at the first login")
  @Requires(Permission.MEMBERS_MANAGE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewMember add(@RequestBody MemberRequest body, Caller caller, Context context) {
    requireWhole(caller);
    List<Role> roles = roles(body.roles(), caller);
    if (roles == null) {
      throw Problems.invalid("/roles", "The roles are missing", "agent, manager or admin");
    }
    List<String> places = places(body.workspaces(), caller);
    List<String> teams = Teams.read("/teams", body.teams());
    Added added =
        members.add(
            new Newcomer(
                Emails.require("/email", body.email()),
                Fields.text("/name", body.name(), LONGEST_NAME),
                roles,
                places == null ? List.of() : places,
                teams == null ? List.of() : teams,
                null),
            context);
    return new NewMember(MemberView.of(added.account()), added.oneTimePassword());
  }

  @Operation(summary = "Changes what somebody may do, from now on")
  @Requires(Permission.MEMBERS_MANAGE)
  @PatchMapping("/{id}")
  MemberView change(
      @PathVariable String id, @RequestBody MemberRequest body, Caller caller, Context context) {
    requireWhole(caller);
    if (body.email() != null) {
      throw Problems.invalid("/email", "The address stays", "no address");
    }
    MemberChange change =
        new MemberChange(
            body.name() == null ? null : Fields.text("/name", body.name(), LONGEST_NAME),
            roles(body.roles(), caller),
            places(body.workspaces(), caller),
            Teams.read("/teams", body.teams()),
            body.state() == null
                ? null
                : Fields.matching("/state", body.state(), "active|blocked", "active or blocked"));
    return MemberView.of(members.change(member(id), change, caller, context));
  }

  @Operation(summary = "Removes somebody and ends their sessions")
  @Requires(Permission.MEMBERS_MANAGE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id, Caller caller, Context context) {
    requireWhole(caller);
    members.remove(member(id), caller, context);
  }

  @Operation(summary = "Gives somebody a new password to be exchanged, and ends their sessions")
  @Requires(Permission.MEMBERS_MANAGE)
  @PostMapping("/{id}/reset-password")
  Reset reset(@PathVariable String id, Caller caller, Context context) {
    requireWhole(caller);
    return new Reset(members.reset(member(id), caller, context));
  }

  /** People are of the whole tenant: whoever is bound to some workspaces cannot manage them. */
  static void requireWhole(Caller caller) {
    if (!caller.workspaces().isEmpty()) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "Only who may enter all workspaces may manage members");
    }
  }

  /** An id, where it has the form of one. */
  static String member(String id) {
    if (!Account.isId(id)) {
      throw Rejection.notFound("member of that id");
    }
    return id;
  }

  private static @Nullable List<Role> roles(@Nullable List<String> names, Caller caller) {
    if (names == null) {
      return null;
    }
    // Operators run the installation; no tenant makes one.
    if (names.isEmpty() || !List.of("agent", "manager", "admin").containsAll(names)) {
      throw Problems.invalid("/roles", "There is no such role", "agent, manager or admin");
    }
    List<Role> roles = names.stream().distinct().map(Role::of).toList();
    if (!caller.permissions().containsAll(Role.permissions(roles))) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "Nobody gives a role that may do more than they may");
    }
    return roles;
  }

  private @Nullable List<String> places(@Nullable List<String> names, Caller caller) {
    if (names != null
        && !names.stream().allMatch(name -> workspaces.exists(caller.tenant(), name))) {
      throw Problems.invalid("/workspaces", "There is no such workspace", "workspaces of yours");
    }
    return names == null ? null : names.stream().distinct().toList();
  }
}
