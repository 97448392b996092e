package io.fluxo.api.lock;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Locks that end by themselves, with a fencing token. */
@Tag(name = "Locks")
@RestController
@RequestMapping("/api/v1/locks")
final class LockController {

  /**
   * A lock to acquire.
   *
   * @param owner who is to hold it: a text that nobody else uses
   * @param ttl for how long, 1s to 1h; 30s where it is missing
   */
  record AcquireLock(@Nullable String owner, @Nullable String ttl) {}

  /**
   * A lock to renew.
   *
   * @param ttl for how long from now, 1s to 1h; 30s where it is missing
   */
  record RenewLock(@Nullable String owner, @Nullable Long token, @Nullable String ttl) {}

  /** A lock to release. */
  record ReleaseLock(@Nullable String owner, @Nullable Long token) {}

  private final Locks locks;
  private final LockReader reader;

  LockController(Locks locks, LockReader reader) {
    this.locks = locks;
    this.reader = reader;
  }

  @Operation(summary = "Acquires a lock, and waits for it where asked to")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/{name}/acquire")
  CompletableFuture<LockView> acquireLock(
      @PathVariable String name,
      @RequestBody AcquireLock body,
      @RequestParam(required = false) @Nullable String wait,
      Context context) {
    return locks.acquire(
        LockFields.place(name, context),
        LockFields.owner(body.owner()),
        LockFields.ttl(body.ttl()),
        LockFields.wait(wait),
        context);
  }

  @Operation(summary = "Lets a lock last longer")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/{name}/renew")
  LockView renewLock(@PathVariable String name, @RequestBody RenewLock body, Context context) {
    return locks.renew(
        LockFields.place(name, context),
        LockFields.owner(body.owner()),
        LockFields.token(body.token()),
        LockFields.ttl(body.ttl()));
  }

  @Operation(summary = "Releases a lock")
  @Requires(Permission.LOCKS_USE)
  @PostMapping("/{name}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void releaseLock(@PathVariable String name, @RequestBody ReleaseLock body, Context context) {
    locks.release(
        LockFields.place(name, context),
        LockFields.owner(body.owner()),
        LockFields.token(body.token()));
  }

  @Operation(summary = "Lists the locks that are held, in the order in which they were acquired")
  @Requires(Permission.LOCKS_READ)
  @GetMapping
  Page<LockView> listLocks(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    PageRequest page = Paging.of(cursor, limit);
    return Paging.page(
        reader.list(
            context.tenant(),
            context.workspace(),
            LockFields.after(page.cursor()),
            page.limit() + 1),
        page,
        LockFields::cursor);
  }

  @Operation(summary = "Shows who holds a lock")
  @Requires(Permission.LOCKS_READ)
  @GetMapping("/{name}")
  LockView findLock(@PathVariable String name, Context context) {
    return reader
        .find(LockFields.place(name, context))
        .orElseThrow(() -> Rejection.notFound("lock of that name that somebody holds"));
  }
}
