package io.fluxo.api.report;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.mask.PersonalReads;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.document.Document;
import io.fluxo.messages.document.Printer;
import io.fluxo.messages.mask.Masker;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.report.ProcessingReport;
import io.fluxo.messages.report.ReportQuery.RecordProcessing;
import io.fluxo.messages.report.ReportQuery.ReportService;
import io.fluxo.messages.report.ServiceReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What authorities ask for, of a workspace and a time; the last thirty days by default. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/v1/reports")
final class ReportController {

  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final String PDF = "application/pdf";

  /** The time that a report is of. */
  private record Time(Instant from, Instant to) {}

  private final Rooms rooms;
  private final ObjectProvider<Printer> printers;
  private final PersonalReads reads;
  private final InstantSource clock;

  ReportController(
      Rooms rooms, ObjectProvider<Printer> printers, PersonalReads reads, InstantSource clock) {
    this.rooms = rooms;
    this.printers = printers;
    this.reads = reads;
    this.clock = clock;
  }

  @Operation(
      summary = "Gives the record of processing operations (LGPD) as JSON or PDF",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = ProcessingReport.class)),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
              }))
  @Requires(Permission.AUDIT_READ)
  @GetMapping("/lgpd")
  ResponseEntity<?> processing(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      Caller caller,
      Context context) {
    Time time = time(from, to);
    ProcessingReport report =
        rooms
            .ask(
                new RecordProcessing(context.tenant(), context.workspace(), time.from(), time.to()),
                ProcessingReport.class)
            .join();
    return answer(
        "lgpd",
        report,
        shown -> ProcessingPages.of(report, context, clock.instant(), shown),
        isPdf(format, accept),
        caller,
        context);
  }

  @Operation(
      summary = "Gives volumes, deadlines and decisions (ANS) as JSON or PDF",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = ServiceReport.class)),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
              }))
  @Requires(Permission.AUDIT_READ)
  @GetMapping("/ans")
  ResponseEntity<?> service(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      Caller caller,
      Context context) {
    Time time = time(from, to);
    ServiceReport report =
        rooms
            .ask(
                new ReportService(context.tenant(), context.workspace(), time.from(), time.to()),
                ServiceReport.class)
            .join();
    return answer(
        "ans",
        report,
        shown -> ServicePages.of(report, context, clock.instant(), shown),
        isPdf(format, accept),
        caller,
        context);
  }

  private ResponseEntity<?> answer(
      String name,
      Object report,
      Function<UnaryOperator<String>, Document> pages,
      boolean pdf,
      Caller caller,
      Context context) {
    if (!pdf) {
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }
    Printer printer = printers.getIfAvailable();
    if (printer == null) {
      throw new Rejection(Rejection.Code.UNAVAILABLE, "Nothing here makes PDF documents");
    }
    boolean clear = caller.may(Permission.DATA_UNMASKED);
    if (clear) {
      reads.given(context, "report:" + name, "/api/v1/reports/" + name);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.pdf\"".formatted(name))
        .body(printer.pdf(pages.apply(clear ? text -> text : Masker::mask)));
  }

  private static boolean isPdf(@Nullable String format, @Nullable String accept) {
    if (format == null) {
      return accept != null && accept.contains(PDF);
    }
    return switch (format) {
      case "pdf" -> true;
      case "json" -> false;
      default -> throw Problems.invalid("/format", "There is no such format", "json or pdf");
    };
  }

  private Time time(@Nullable Instant from, @Nullable Instant to) {
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    if (!begin.isBefore(end) || begin.isBefore(end.minus(LONGEST))) {
      throw Problems.invalid(
          "/from",
          "The time cannot be used",
          "before 'to', by %d days at most".formatted(LONGEST.toDays()));
    }
    return new Time(begin, end);
  }
}
