package io.fluxo.api.privacy;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.DocumentSigner;
import io.fluxo.messages.privacy.Erasure;
import io.fluxo.messages.privacy.PrivacyEvent.DataErased;
import io.fluxo.messages.value.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Certifies erasures: each follows from its event, which stands in the log of the tenant. */
@Component
final class Certifying {

  private static final String FORMAT = "fluxo-erasure/1";

  private final ObjectProvider<DocumentSigner> signer;

  Certifying(ObjectProvider<DocumentSigner> signer) {
    this.signer = signer;
  }

  List<ErasureCertificate> of(List<Erasure> erasures, Context context) {
    return erasures.stream().map(each -> of(each, context)).toList();
  }

  ErasureCertificate of(Erasure erasure, Context context) {
    DataErased erased = erasure.erased();
    String document = document(erasure, context);
    return new ErasureCertificate(
        erased.erasure(),
        erased.cause(),
        erased.runs().size(),
        erasure.at(),
        document,
        signature(document, context));
  }

  private static String document(Erasure erasure, Context context) {
    DataErased erased = erasure.erased();
    Map<String, @Nullable Object> json = new TreeMap<>();
    json.put("format", FORMAT);
    json.put("tenant", context.tenant());
    json.put("workspace", context.workspace());
    json.put("erasure", erased.erasure());
    json.put("subject", erased.subject());
    json.put("cause", erased.cause());
    json.put("runs", erased.runs());
    json.put("keysDestroyed", erased.keys());
    json.put("reference", erased.reference());
    json.put("at", erasure.at().toString());
    json.put("by", erasure.by());
    json.put("event", Map.of("subject", erasure.stream(), "sequence", erasure.sequence()));
    return CanonicalJson.write(json);
  }

  private @Nullable String signature(String document, Context context) {
    DocumentSigner available = signer.getIfAvailable();
    return available == null
        ? null
        : Base64.getEncoder()
            .encodeToString(
                available.sign(context.tenant(), document.getBytes(StandardCharsets.UTF_8)));
  }
}
