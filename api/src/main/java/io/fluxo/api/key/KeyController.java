package io.fluxo.api.key;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.access.Workspaces;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Fields;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys: what programs say who they are with. */
@Tag(name = "API keys")
@RestController
@RequestMapping("/api/v1/keys")
final class KeyController {

  /**
   * A key to make.
   *
   * @param permissions what it may do; nothing that the caller may not do
   * @param workspace the only one it may enter, null for all that the caller may enter
   * @param expiresAt when it ends by itself, null for never
   */
  record KeyRequest(
      @Nullable String name,
      @Nullable List<String> permissions,
      @Nullable String workspace,
      @Nullable Instant expiresAt) {}

  private final Keyring keys;
  private final Workspaces workspaces;
  private final InstantSource clock;

  KeyController(Keyring keys, Workspaces workspaces, InstantSource clock) {
    this.keys = keys;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  @Operation(summary = "Makes an API key; the answer is the only one that holds it")
  @Requires(Permission.KEYS_MANAGE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewKey create(@RequestBody KeyRequest body, Caller caller, Context context) {
    if (body.expiresAt() != null && !body.expiresAt().isAfter(clock.instant())) {
      throw Problems.invalid("/expiresAt", "The key would have ended", "a time to come");
    }
    return keys.create(
        Fields.text("/name", body.name(), 100),
        permissions(body.permissions(), caller),
        workspace(body.workspace(), caller),
        end(body.expiresAt(), caller),
        context);
  }

  @Operation(summary = "Lists the API keys with their last use")
  @Requires(Permission.KEYS_MANAGE)
  @GetMapping
  Page<KeyView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller) {
    PageRequest page = Paging.of(cursor, limit);
    return Paging.page(keys.list(caller, page.cursor(), page.limit() + 1), page, KeyView::id);
  }

  @Operation(summary = "Revokes an API key at once")
  @Requires(Permission.KEYS_MANAGE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id, Caller caller, Context context) {
    if (!id.matches("[0-9a-z]{26}")) {
      throw Rejection.notFound("key of that id");
    }
    keys.revoke(id, caller, context);
  }

  /** A caller hands on what it has, and never more. */
  private static List<Permission> permissions(@Nullable List<String> wanted, Caller caller) {
    if (wanted == null || wanted.isEmpty()) {
      throw Problems.invalid(
          "/permissions", "The permissions are missing", "such as [\"runs:start\"]");
    }
    List<Permission> permissions;
    try {
      permissions = wanted.stream().map(Permission::of).distinct().sorted().toList();
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "/permissions", "There is no such permission", "those of docs/access.md");
    }
    if (!permissions.stream().allMatch(caller::may)) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "A key cannot do more than whoever makes it: ask for less");
    }
    return permissions;
  }

  /** A key made with a key ends with it, or before. */
  private static @Nullable Instant end(@Nullable Instant wanted, Caller caller) {
    Instant last = caller.endsAt();
    if (last != null && wanted != null && wanted.isAfter(last)) {
      throw Problems.invalid("/expiresAt", "The key would outlive its maker", "at most " + last);
    }
    return wanted == null ? last : wanted;
  }

  private @Nullable String workspace(@Nullable String wanted, Caller caller) {
    List<String> own = caller.workspaces();
    if (wanted == null) {
      if (own.isEmpty()) {
        return null;
      }
      throw Problems.invalid("/workspace", "The workspace is missing", "one of " + own);
    }
    boolean allowed = own.isEmpty() || own.contains(wanted);
    if (!allowed || !workspaces.exists(caller.tenant(), wanted)) {
      throw Problems.invalid("/workspace", "There is no such workspace", "a workspace of yours");
    }
    return wanted;
  }
}
