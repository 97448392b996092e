package io.fluxo.api.evidence;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.problem.Refused;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.CertificateDesk;
import io.fluxo.messages.evidence.EvidencePack;
import io.fluxo.messages.evidence.PackDesk;
import io.fluxo.messages.evidence.PackReport;
import io.fluxo.messages.evidence.PackVerifier;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evidence packs. */
@Tag(name = "Evidence")
@RestController
final class PackController {

  private static final int LARGEST = 32 * 1024 * 1024;
  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

  /** Each holds a whole pack in memory. */
  private static final int AT_ONCE = 4;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final PackDesk packs;
  private final CertificateDesk certificates;
  private final PackVerifier verifier = Verifiers.find();

  PackController(PackDesk packs, CertificateDesk certificates) {
    this.packs = packs;
    this.certificates = certificates;
  }

  @Operation(
      summary = "Gives the evidence pack of a run that has ended; it is made where there is none",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "application/zip",
                      schema = @Schema(type = "string", format = "binary"))))
  @Requires(Permission.EVIDENCE_READ)
  @GetMapping({"/api/v1/runs/{id}/evidence", "/api/engine/executions/{id}/evidence"})
  ResponseEntity<byte[]> pack(@PathVariable String id, Context context) throws IOException {
    EvidencePack pack = within(() -> packs.pack(context, id));
    ContentDisposition attachment =
        ContentDisposition.attachment().filename("evidence-" + pack.run() + ".zip").build();
    return ResponseEntity.ok()
        .contentType(ZIP)
        .eTag('"' + pack.sha256() + '"')
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(pack.bytes());
  }

  /** Trusted is whoever the tenant's evidence was ever signed under. */
  @Operation(
      summary = "Checks an evidence pack; the body is the zip",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/zip",
                      schema = @Schema(type = "string", format = "binary"))))
  @Requires(Permission.EVIDENCE_READ)
  @PostMapping("/api/v1/evidence/verify")
  PackReport verify(HttpServletRequest request, Context context) throws IOException {
    String trusted = certificates.trusted(context.tenant());
    return within(
        () -> verifier.verify(body(request), new PackVerifier.Trust(trusted, null, null)));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() <= LARGEST) {
      byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
      if (bytes.length <= LARGEST) {
        return bytes;
      }
    }
    throw new Rejection(
        Rejection.Code.TOO_LARGE, "Expected a pack of at most %d bytes".formatted(LARGEST));
  }

  private <T> T within(Callable<T> act) throws IOException {
    if (!places.tryAcquire()) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too_many_open",
          "Too many packs are being made or checked at the same time: try again",
          Duration.ofSeconds(1));
    }
    try {
      return act.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      places.release();
    }
  }
}
