package io.fluxo.api.audit;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, when and from where. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {

  private final Rooms rooms;
  private final ActExport export;

  AuditController(Rooms rooms, ActExport export) {
    this.rooms = rooms;
    this.export = export;
  }

  @Operation(summary = "Lists who did what, oldest first; a page may be empty before the last")
  @Requires(Permission.AUDIT_READ)
  @GetMapping
  CompletableFuture<Page<?>> list(
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String acts,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Context context) {
    ActFilter filter = ActFilter.of(actor, subject, kind, from, to, acts);
    return rooms
        .askPage(filter.page(context, Paging.of(cursor, limit)))
        .thenApply(page -> (Page<?>) page);
  }

  /** Written by hand, as it is read from the store: it may be larger than memory. */
  @Operation(
      summary = "Gives who did what as a signed archive: csv or jsonl, hashes and signature",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "application/zip",
                      schema = @Schema(type = "string", format = "binary"))))
  @Requires(Permission.AUDIT_READ)
  @GetMapping("/export")
  void export(
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String acts,
      Caller caller,
      Context context,
      HttpServletResponse response)
      throws IOException {
    ActFilter filter = ActFilter.of(actor, subject, kind, from, to, acts);
    export.write(filter, format(format), caller, context, response);
  }

  private static ActFormat format(@Nullable String text) {
    try {
      return text == null ? ActFormat.CSV : ActFormat.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("/format", "There is no such format", "csv or jsonl");
    }
  }
}
