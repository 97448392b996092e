package io.fluxo.api.evidence;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.CertificateDesk;
import io.fluxo.messages.evidence.CertificateView;
import io.fluxo.messages.security.SecurityEvent.CertificateSet;
import io.fluxo.messages.security.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whose certificate signs the evidence of the tenant. */
@Tag(name = "Evidence")
@RestController
@RequestMapping("/api/v1/evidence")
final class CertificateController {

  private final CertificateDesk certificates;
  private final Transactions transactions;
  private final SecurityLog log;

  CertificateController(CertificateDesk certificates, Transactions transactions, SecurityLog log) {
    this.certificates = certificates;
    this.transactions = transactions;
    this.log = log;
  }

  @Operation(
      summary = "Gives the certificates that sign, as PEM: the tenant's first, the root last")
  @Requires(Permission.EVIDENCE_READ)
  @GetMapping(path = "/certificates", produces = "application/pem-certificate-chain")
  byte[] certificates(Context context) {
    return certificates.current(context.tenant()).chain().getBytes(StandardCharsets.US_ASCII);
  }

  @Operation(summary = "Has a certificate of the tenant's own sign from now on")
  @Requires(Permission.EVIDENCE_MANAGE)
  @PutMapping(path = "/certificate", consumes = MediaType.APPLICATION_JSON_VALUE)
  CertificateView install(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = CertificateRequest.class)))
          @RequestBody
          byte[] body,
      Context context) {
    CertificateRequest.Opened request = CertificateRequest.read(body);
    return set(
        () -> certificates.install(context.tenant(), request.pkcs12(), request.password()),
        context);
  }

  @Operation(summary = "Has a certificate of the installation's authority sign from now on")
  @Requires(Permission.EVIDENCE_MANAGE)
  @PostMapping("/certificate/own")
  CertificateView useOwn(Context context) {
    return set(() -> certificates.useOwn(context.tenant()), context);
  }

  private CertificateView set(Supplier<CertificateView> act, Context context) {
    return transactions.in(
        () -> {
          CertificateView now = act.get();
          log.record(context, new CertificateSet(now.fingerprint(), now.own()));
          return now;
        });
  }
}
