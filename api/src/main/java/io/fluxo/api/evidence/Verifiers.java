package io.fluxo.api.evidence;

import io.fluxo.messages.evidence.PackVerifier;
import java.util.ServiceLoader;

/** Finds what checks packs, also where nothing else runs. */
final class Verifiers {

  private Verifiers() {}

  static PackVerifier find() {
    return ServiceLoader.load(PackVerifier.class, Verifiers.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected a verifier in the program"));
  }
}
