package io.fluxo.api.privacy;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.document.Printer;
import io.fluxo.messages.privacy.Erasure;
import io.fluxo.messages.privacy.PrivacyDesk;
import io.fluxo.messages.privacy.SubjectView;
import io.fluxo.messages.seal.SubjectId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people that runs are about: what is held of them, and its erasure. */
@Tag(name = "Privacy")
@RestController
@RequestMapping("/api/v1")
final class SubjectController {

  /** What identifies the person; in a body, for addresses are written down on the way. */
  record SubjectRequest(@Nullable String identifier) {}

  /**
   * Why something is erased.
   *
   * @param reference under which the request is kept outside; no name, for it stays for ever
   */
  record ErasureRequest(@Nullable String reference) {}

  private static final int LONGEST = 100;

  private final PrivacyDesk desk;
  private final AccessReports reports;
  private final Certifying certifying;
  private final Printer printer;

  SubjectController(
      PrivacyDesk desk, AccessReports reports, Certifying certifying, Printer printer) {
    this.desk = desk;
    this.reports = reports;
    this.certifying = certifying;
    this.printer = printer;
  }

  @Operation(summary = "Finds what is held of a person")
  @Requires(Permission.PRIVACY_MANAGE)
  @PostMapping("/data-subjects/find")
  SubjectView findSubject(@RequestBody SubjectRequest request, Context context) {
    String identifier = request.identifier();
    if (identifier == null || identifier.isBlank() || identifier.length() > SubjectId.MAX_LENGTH) {
      throw Problems.invalid(
          "/identifier", "Nobody can be identified by that", "a text of 1 to 320 characters");
    }
    return desk.find(context, identifier);
  }

  @Operation(summary = "Shows what is held of a data subject")
  @Requires(Permission.PRIVACY_MANAGE)
  @GetMapping("/data-subjects/{subject}")
  SubjectView getSubject(@PathVariable String subject, Context context) {
    return desk.of(context, subject);
  }

  @Operation(summary = "Gives all that is held of a data subject, as JSON or PDF")
  @Requires(Permission.PRIVACY_MANAGE)
  @GetMapping(
      path = "/data-subjects/{subject}/report",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PDF_VALUE})
  ResponseEntity<?> reportSubject(
      @PathVariable String subject,
      @Parameter(schema = @Schema(allowableValues = {"json", "pdf"}))
          @RequestParam(defaultValue = "json")
          String format,
      Context context) {
    if (!format.equals("json") && !format.equals("pdf")) {
      throw Problems.invalid("/format", "There is no such format", "json or pdf");
    }
    SubjectView view = desk.of(context, subject);
    AccessReport report = reports.of(view, context);
    desk.reported(context, subject, view.runs().size(), format);
    if (format.equals("json")) {
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }
    String name = ContentDisposition.attachment().filename("report.pdf").build().toString();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, name)
        .body(printer.pdf(ReportDocument.of(report)));
  }

  @Operation(summary = "Erases all that is held of a data subject, for good")
  @Requires(Permission.PRIVACY_MANAGE)
  @PostMapping("/data-subjects/{subject}/erasures")
  @ResponseStatus(HttpStatus.CREATED)
  ErasureCertificate eraseSubject(
      @PathVariable String subject,
      @RequestBody(required = false) @Nullable ErasureRequest request,
      Context context) {
    return certifying.of(desk.eraseSubject(context, subject, reference(request)), context);
  }

  @Operation(summary = "Lists the erasures of a data subject, each with its certificate")
  @Requires(Permission.PRIVACY_MANAGE)
  @GetMapping("/data-subjects/{subject}/erasures")
  List<ErasureCertificate> listSubjectErasures(@PathVariable String subject, Context context) {
    desk.of(context, subject);
    return certifying.of(desk.erasures(context, subject), context);
  }

  @Operation(summary = "Erases what one run, or one task of its own, holds, for good")
  @Requires(Permission.PRIVACY_MANAGE)
  @PostMapping("/runs/{id}/erasures")
  @ResponseStatus(HttpStatus.CREATED)
  ErasureCertificate eraseRun(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable ErasureRequest request,
      Context context) {
    Erasure done = desk.eraseRun(context, id, reference(request));
    return certifying.of(done, context);
  }

  private static String reference(@Nullable ErasureRequest request) {
    String reference = request == null ? null : request.reference();
    if (reference == null || reference.isBlank() || reference.length() > LONGEST) {
      throw Problems.invalid(
          "/reference",
          "The request that is fulfilled is not named",
          "the number under which it is kept, 1 to 100 characters");
    }
    return reference.strip();
  }
}
