package io.fluxo.api.lock;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.KeyText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Locks under the paths of the source documents: the body names the lock. */
@Tag(name = "Locks, by their other paths")
@RestController
@RequestMapping("/api/engine/locks")
final class SourceDocumentLocks {

  /** A lock to acquire, by its name. */
  record AcquireNamedLock(@Nullable String name, @Nullable String owner, @Nullable String ttl) {}

  /** A lock to renew, by its name. */
  record RenewNamedLock(
      @Nullable String name, @Nullable String owner, @Nullable Long token, @Nullable String ttl) {}

  /** A lock to release, by its name. */
  record ReleaseNamedLock(@Nullable String name, @Nullable String owner, @Nullable Long token) {}

  private final LockController locks;

  SourceDocumentLocks(LockController locks) {
    this.locks = locks;
  }

  @Operation(summary = "Acquires the lock that the body names")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/acquire")
  CompletableFuture<LockView> acquireNamedLock(
      @RequestBody AcquireNamedLock body,
      @RequestParam(required = false) @Nullable String wait,
      Context context) {
    return locks.acquireLock(
        name(body.name()), new LockController.AcquireLock(body.owner(), body.ttl()), wait, context);
  }

  @Operation(summary = "Lets the lock that the body names last longer")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/renew")
  LockView renewNamedLock(@RequestBody RenewNamedLock body, Context context) {
    return locks.renewLock(
        name(body.name()),
        new LockController.RenewLock(body.owner(), body.token(), body.ttl()),
        context);
  }

  @Operation(summary = "Releases the lock that the body names")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void releaseNamedLock(@RequestBody ReleaseNamedLock body, Context context) {
    locks.releaseLock(
        name(body.name()), new LockController.ReleaseLock(body.owner(), body.token()), context);
  }

  private static String name(@Nullable String name) {
    if (name == null) {
      throw Problems.invalid("/name", "The field is missing", KeyText.FORM);
    }
    return name;
  }
}
