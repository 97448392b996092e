package io.fluxo.connectors.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxo.connectors.evidence.pack.CanonicalFile;
import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.Manifest;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.pack.PlainZip;
import io.fluxo.connectors.evidence.pack.Proofs;
import io.fluxo.connectors.evidence.sign.Chain;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.connectors.evidence.stamp.StampTokens;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.EventLeaf;
import io.fluxo.messages.evidence.Merkle;
import io.fluxo.messages.evidence.PackVerifier.Trust;
import io.fluxo.messages.value.Sha256;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A pack while it is being checked: what one check read, the next ones use. */
final class OpenedPack {

  private static final String TRUSTED_ITSELF =
      "trusted because the pack says so; give the certificate of the authority with --ca";

  private static final int MEGABYTE = 1024 * 1024;

  /** Nobody vouches yet for what is in these when they are read. */
  private static final Map<String, Integer> LARGEST =
      Map.of(
          PackFiles.MANIFEST, 4 * MEGABYTE,
          PackFiles.STATEMENT, 4 * MEGABYTE,
          PackFiles.SIGNATURE, MEGABYTE / 4,
          PackFiles.STAMP, MEGABYTE / 4,
          PackFiles.CERTIFICATES, MEGABYTE / 4);

  private final byte[] zip;
  private final Trust trust;
  private SequencedMap<String, byte[]> files = new LinkedHashMap<>();
  private @Nullable Manifest manifest;
  private CmsCheck.@Nullable Signed signed;
  private List<EventLeaf> events = List.of();
  private @Nullable Checkpoint checkpoint;
  private byte @Nullable [] logKey;

  OpenedPack(byte[] zip, Trust trust) {
    this.zip = zip;
    this.trust = trust;
  }

  @Nullable String run() {
    return manifest == null ? null : manifest.run();
  }

  String zip() throws Damage {
    files = PlainZip.read(zip);
    for (String name : PackFiles.ALL) {
      if (!files.containsKey(name) && !PackFiles.OPTIONAL.contains(name)) {
        throw new Damage(name, "it is missing");
      }
    }
    for (Map.Entry<String, Integer> each : LARGEST.entrySet()) {
      byte[] bytes = files.get(each.getKey());
      if (bytes != null && bytes.length > each.getValue()) {
        throw new Damage(each.getKey(), "it is larger than %d bytes".formatted(each.getValue()));
      }
    }
    return "%d files in %d bytes".formatted(files.size(), zip.length);
  }

  String manifest() throws Damage {
    manifest = Manifest.read(file(PackFiles.MANIFEST));
    return "run %s of %s, version %d: %s"
        .formatted(
            CanonicalFile.shown(manifest.run()),
            CanonicalFile.shown(manifest.workflow()),
            manifest.version(),
            CanonicalFile.shown(manifest.status()));
  }

  String hashes() throws Damage {
    Map<String, Manifest.FileHash> listed = read().files();
    for (Map.Entry<String, Manifest.FileHash> each : listed.entrySet()) {
      byte[] bytes = files.get(each.getKey());
      if (bytes == null || PackFiles.OUTSIDE.contains(each.getKey())) {
        throw new Damage(
            PackFiles.MANIFEST,
            "it lists %s, which is not there".formatted(CanonicalFile.shown(each.getKey())));
      }
      if (!Manifest.FileHash.of(bytes).equals(each.getValue())) {
        throw new Damage(each.getKey(), "its SHA-256 or size is not the one in manifest.json");
      }
    }
    for (String name : files.keySet()) {
      if (!listed.containsKey(name) && !PackFiles.OUTSIDE.contains(name)) {
        throw new Damage(name, "manifest.json does not list it");
      }
    }
    return "%d files are those of manifest.json".formatted(listed.size());
  }

  String signature() throws Damage {
    signed = CmsCheck.of(file(PackFiles.MANIFEST), file(PackFiles.SIGNATURE));
    if (!SigningKey.fingerprint(signed.certificate()).equals(read().signer())) {
      throw new Damage(PackFiles.SIGNATURE, "it is not by the signer that manifest.json names");
    }
    return "manifest.json is signed by %s at %s"
        .formatted(name(signed.certificate()), signed.time());
  }

  String certificate() throws Damage {
    List<X509Certificate> inside =
        certificates(PackFiles.CERTIFICATES, file(PackFiles.CERTIFICATES));
    if (inside.isEmpty() || !inside.getFirst().equals(signer().certificate())) {
      throw new Damage(PackFiles.CERTIFICATES, "it does not begin with the one that signed");
    }
    return vouched("the signature", signer().certificate(), inside, signer().time());
  }

  String statement() throws Damage {
    DsseCheck.of(files, file(PackFiles.STATEMENT), signer().certificate());
    return "the in-toto statement is about all other files, by the same key";
  }

  String stamp() throws Damage {
    List<String> found = new ArrayList<>();
    stamp(PackFiles.STAMP, PackFiles.SIGNATURE, found);
    stamp(PackFiles.CHECKPOINT_STAMP, PackFiles.CHECKPOINT, found);
    return String.join("; ", found);
  }

  private void stamp(String name, String of, List<String> found) throws Damage {
    byte[] token = files.get(name);
    if (token == null) {
      return;
    }
    StampTokens.Stamped stamped;
    try {
      stamped = StampTokens.check(token, Sha256.of(file(of)));
    } catch (IllegalArgumentException e) {
      throw new Damage(name, String.valueOf(e.getMessage()));
    }
    found.add("%s was there at %s, says %s".formatted(of, stamped.time(), name(stamped.signer())));
  }

  String checkpoint() throws Damage {
    List<byte[]> keys = Pem.read("PUBLIC KEY", new String(file(PackFiles.LOG_KEY), UTF_8));
    if (keys.size() != 1
        || !Arrays.equals(
            Pem.write("PUBLIC KEY", keys.getFirst()).getBytes(UTF_8), file(PackFiles.LOG_KEY))) {
      throw new Damage(PackFiles.LOG_KEY, "it is not one public key");
    }
    logKey = keys.getFirst();
    checkpoint = NoteCheck.of(PackFiles.CHECKPOINT, file(PackFiles.CHECKPOINT), logKey);
    if (!checkpoint.text().equals(read().checkpoint().text())
        || !checkpoint.origin().equals("fluxo/" + read().tenant())) {
      throw new Damage(PackFiles.CHECKPOINT, "it is not the one in manifest.json");
    }
    return "the log %s had %d leaves at %s"
        .formatted(CanonicalFile.shown(checkpoint.origin()), checkpoint.size(), checkpoint.time());
  }

  String inclusion() throws Damage {
    events = EventCheck.read(file(PackFiles.EVENTS));
    Proofs proofs = Proofs.read(file(PackFiles.PROOFS));
    EventCheck.included(events, proofs, Objects.requireNonNull(checkpoint));
    return "%d events are leaves of the log".formatted(events.size());
  }

  String streams() throws Damage {
    EventCheck.streams(events, read());
    return "%d streams from their beginning, without a gap".formatted(read().streams().size());
  }

  String facts() throws Damage {
    FactCheck.of(events, read());
    return "tenant, run, version, times and status are those of the events";
  }

  String definition() throws Damage {
    if (!Sha256.hex(file(PackFiles.DEFINITION)).equals(read().definitionHash())) {
      throw new Damage(PackFiles.DEFINITION, "it is not the definition that the run began with");
    }
    return "sha256 " + read().definitionHash();
  }

  String later() throws Damage {
    if (trust.newer() == null || trust.consistency() == null) {
      return "";
    }
    String where = "the later checkpoint";
    Checkpoint older = Objects.requireNonNull(checkpoint);
    Checkpoint newer =
        NoteCheck.of(where, trust.newer().getBytes(UTF_8), Objects.requireNonNull(logKey));
    CanonicalFile proof = CanonicalFile.any("the consistency proof", trust.consistency());
    if (!newer.origin().equals(older.origin())
        || proof.number("first") != older.size()
        || proof.number("second") != newer.size()
        || !Merkle.consistent(
            older.size(),
            newer.size(),
            older.root(),
            newer.root(),
            Proofs.hashes("the consistency proof", proof.texts("path")))) {
      throw new Damage(where, "the log of the pack is not the beginning of its log");
    }
    return "the log still held all this at %s, with %d leaves"
        .formatted(newer.time(), newer.size());
  }

  private String vouched(
      String what, X509Certificate certificate, List<X509Certificate> others, Instant at)
      throws Damage {
    List<X509Certificate> trusted =
        trust.authority() == null
            ? List.of(others.getLast())
            : certificates("the given authority", trust.authority().getBytes(UTF_8));
    X509Certificate anchor = Chain.anchor(certificate, others, trusted, at);
    if (anchor == null) {
      throw new Damage(
          PackFiles.CERTIFICATES, "no trusted authority vouches for it at %s".formatted(at));
    }
    if (trust.authority() == null) {
      throw new StrictVerifier.Warning(name(anchor) + ": " + TRUSTED_ITSELF);
    }
    return "%s vouches for %s".formatted(name(anchor), what);
  }

  private static List<X509Certificate> certificates(String where, byte[] pem) throws Damage {
    try {
      return Pem.certificates(new String(pem, UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Damage(where, "it is not certificates in PEM");
    }
  }

  private byte[] file(String name) throws Damage {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new Damage(name, "it is missing");
    }
    return bytes;
  }

  private Manifest read() {
    return Objects.requireNonNull(manifest);
  }

  private CmsCheck.Signed signer() {
    return Objects.requireNonNull(signed);
  }

  private static String name(X509Certificate certificate) {
    return CanonicalFile.shown(certificate.getSubjectX500Principal().getName());
  }
}
