package io.fluxo.api.secret;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SecretRotation;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.secret.SecretView;
import io.fluxo.messages.security.SecurityEvent.SealRotated;
import io.fluxo.messages.security.SecurityEvent.SecretRemoved;
import io.fluxo.messages.security.SecurityEvent.SecretSet;
import io.fluxo.messages.security.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Secrets can be set, listed by name, and removed. There is no way to read a value. */
@Tag(name = "Secrets")
@RestController
@RequestMapping("/api/v1/secrets")
final class SecretController {

  private final SecretStore secrets;
  private final Transactions transactions;
  private final SecurityLog log;

  SecretController(SecretStore secrets, Transactions transactions, SecurityLog log) {
    this.secrets = secrets;
    this.transactions = transactions;
    this.log = log;
  }

  @Operation(summary = "Sets a secret; its value is never shown again")
  @Requires(Permission.SECRETS_WRITE)
  @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
  SecretView setSecret(
      @PathVariable String name,
      @Parameter(schema = @Schema(allowableValues = {"tenant", "workspace", "node"}))
          @RequestParam(defaultValue = "workspace")
          String scope,
      @RequestParam(required = false) @Nullable String workflow,
      @RequestParam(required = false) @Nullable String node,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = SecretRequest.class)))
          @RequestBody
          byte[] body,
      Caller caller,
      Context context) {
    SecretScope place = place(scope, workflow, node, caller, context);
    SecretValue value = SecretRequest.read(body);
    return transactions.in(
        () -> {
          SecretView set = secrets.put(place, name, value, context.actor());
          log.record(context, new SecretSet(name, SecretPlaces.text(place), set.version()));
          return set;
        });
  }

  @Operation(summary = "Lists the secrets of the tenant and the workspace, without their values")
  @Requires(Permission.SECRETS_READ)
  @GetMapping
  Page<SecretView> listSecrets(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    return secrets.list(context.tenant(), context.workspace(), Paging.of(cursor, limit));
  }

  @Operation(summary = "Removes a secret")
  @Requires(Permission.SECRETS_WRITE)
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeSecret(
      @PathVariable String name,
      @Parameter(schema = @Schema(allowableValues = {"tenant", "workspace", "node"}))
          @RequestParam(defaultValue = "workspace")
          String scope,
      @RequestParam(required = false) @Nullable String workflow,
      @RequestParam(required = false) @Nullable String node,
      Caller caller,
      Context context) {
    SecretScope place = place(scope, workflow, node, caller, context);
    transactions.in(
        () -> {
          if (!secrets.remove(place, name)) {
            throw Rejection.notFound("secret of that name in this scope");
          }
          log.record(context, new SecretRemoved(name, SecretPlaces.text(place)));
          return place;
        });
  }

  @Operation(summary = "Seals all values under a new key, while everything keeps working")
  @Requires(Permission.SYSTEM_ROTATE)
  @PostMapping("/rotate")
  SecretRotation rotateSecrets(Context context) {
    SecretRotation done = secrets.rotate();
    log.record(context, new SealRotated(done.resealed(), done.failed()));
    return done;
  }

  /** What all workspaces use is not for somebody to change who is bound to some of them. */
  private static SecretScope place(
      String scope,
      @Nullable String workflow,
      @Nullable String node,
      Caller caller,
      Context context) {
    SecretScope place = SecretPlaces.of(scope, workflow, node, context);
    if (place.level() == SecretScope.Level.TENANT && !caller.workspaces().isEmpty()) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN,
          "Secrets of the tenant are for who may enter all its workspaces: use another scope");
    }
    return place;
  }
}
