package io.fluxo.connectors.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.connectors.evidence.pack.PackFiles;
import io.fluxo.connectors.evidence.pack.PlainZip;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.verify.StrictVerifier;
import io.fluxo.messages.evidence.PackReport;
import io.fluxo.messages.evidence.PackReport.Check;
import io.fluxo.messages.evidence.PackReport.Outcome;
import io.fluxo.messages.evidence.PackVerifier;
import io.fluxo.messages.evidence.PackVerifier.Trust;
import io.fluxo.messages.value.CanonicalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Packs, and that no byte of one can be changed without being found and named. */
class PackTest {

  private final SampleRun run = new SampleRun();
  private final byte[] pack = run.pack();
  private final PackVerifier verifier = new StrictVerifier();
  private final Trust ca = new Trust(Pem.write(run.root.chain()), null, null);

  private static Check failed(PackReport report) {
    assertThat(report.valid()).isFalse();
    Check last = report.checks().getLast();
    assertThat(last.outcome()).isEqualTo(Outcome.FAILED);
    return last;
  }

  @Test
  void aPackIsWhatItSays() {
    PackReport report = verifier.verify(pack, ca);
    assertThat(report.valid()).as("%s", report).isTrue();
    assertThat(report.run()).isEqualTo(SampleRun.RUN);
    assertThat(report.checks())
        .extracting(Check::name)
        .containsExactly(
            "zip",
            "manifest",
            "file hashes",
            "signature",
            "certificate",
            "statement",
            "time stamp",
            "checkpoint",
            "inclusion",
            "streams",
            "facts",
            "definition",
            "later checkpoint");
    assertThat(report.checks())
        .extracting(Check::outcome)
        .doesNotContain(Outcome.WARNING, Outcome.FAILED);
  }

  @Test
  void theVerifierIsFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(PackVerifier.class)).hasOnlyElementsOfType(StrictVerifier.class);
  }

  @Test
  void withoutAnAuthorityItWarnsOnWhoseWordItTrusts() {
    PackReport report = verifier.verify(pack, Trust.NONE);
    assertThat(report.valid()).isTrue();
    assertThat(report.checks())
        .anySatisfy(
            check -> {
              assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
              assertThat(check.detail()).contains("because the pack says so").contains("--ca");
            });
  }

  @Test
  void anotherAuthorityDoesNotVouch() {
    Trust other = new Trust(Pem.write(new SampleRun().root.chain()), null, null);
    assertThat(failed(verifier.verify(pack, other)).detail()).contains("no trusted authority");
  }

  @Test
  void theSameStateIsTheSameBytes() {
    assertThat(run.pack()).isEqualTo(pack);
  }

  @Test
  void everyFlippedByteIsFoundAndNamed() throws Damage {
    List<String> places = places();
    assertThat(places).hasSize(pack.length);
    byte[] changed = pack.clone();
    for (int i = 0; i < pack.length; i++) {
      changed[i] = (byte) (pack[i] ^ (1 << (i % 8)));
      String detail = failed(verifier.verify(changed, ca)).detail();
      assertThat(detail).as("byte %d", i).contains(places.get(i));
      changed[i] = pack[i];
    }
  }

  /** What the message about each byte has to name: a file, or else the zip. */
  private List<String> places() throws Damage {
    List<String> places = new ArrayList<>();
    PlainZip.read(pack)
        .forEach(
            (name, bytes) -> {
              for (int i = 0; i < 30 + name.length(); i++) {
                places.add("");
              }
              for (int i = 0; i < bytes.length; i++) {
                places.add(name);
              }
            });
    while (places.size() < pack.length) {
      places.add("zip");
    }
    return places;
  }

  /** Somebody who changes a file mends the checksums of the zip too. Of long files some bytes. */
  @Test
  void flippedBytesOfEveryFileInAWellFormedZipAreFoundAndNamed() throws Damage {
    int first = new Random().nextInt(97);
    SequencedMap<String, byte[]> files = PlainZip.read(pack);
    for (String name : files.keySet()) {
      byte[] bytes = files.get(name).clone();
      int stride = bytes.length > 20_000 ? 97 : bytes.length > 2_000 ? 5 : 1;
      for (int i = first % stride; i < bytes.length; i += stride) {
        bytes[i] ^= (byte) (1 << (i % 8));
        SequencedMap<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(name, bytes);
        String detail = failed(verifier.verify(PlainZip.write(changed), ca)).detail();
        assertThat(detail).as("byte %d of %s", i, name).contains(name);
        bytes[i] ^= (byte) (1 << (i % 8));
      }
    }
  }

  @Test
  void bytesInFrontBehindAndFewerAreFound() {
    byte[] longer = Arrays.copyOf(pack, pack.length + 1);
    assertThat(failed(verifier.verify(longer, ca)).detail()).contains("zip");
    byte[] shorter = Arrays.copyOf(pack, pack.length - 1);
    assertThat(failed(verifier.verify(shorter, ca)).detail()).contains("zip");
    byte[] later = new byte[pack.length + 1];
    System.arraycopy(pack, 0, later, 1, pack.length);
    assertThat(failed(verifier.verify(later, ca)).detail()).contains("zip");
  }

  @Test
  void aMissingFileIsNamed() throws Damage {
    for (String name : PlainZip.read(pack).keySet()) {
      SequencedMap<String, byte[]> files = PlainZip.read(pack);
      files.remove(name);
      assertThat(failed(verifier.verify(PlainZip.write(files), ca)).detail()).contains(name);
    }
  }

  @Test
  void whateverTheBytesAreThereIsAnAnswer() throws Damage {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SequencedMap<String, byte[]> files = PlainZip.read(pack);
    for (int i = 0; i < 300; i++) {
      byte[] junk = new byte[random.nextInt(300)];
      random.nextBytes(junk);
      SequencedMap<String, byte[]> changed = new LinkedHashMap<>(files);
      changed.put(PackFiles.ALL.get(random.nextInt(4)), junk);
      SequencedMap<String, byte[]> ordered = new LinkedHashMap<>();
      PackFiles.ALL.stream()
          .filter(changed::containsKey)
          .forEach(name -> ordered.put(name, changed.get(name)));
      assertThat(verifier.verify(PlainZip.write(ordered), ca).valid())
          .as("seed %d", seed)
          .isFalse();
      assertThat(verifier.verify(junk, ca).valid()).isFalse();
    }
    assertThat(verifier.verify(new byte[0], Trust.NONE).valid()).isFalse();
  }

  @Test
  void aLaterLogThatBeginsWithThisOneIsRecognised() {
    int before = run.log.size();
    run.log.add("more".getBytes(UTF_8));
    run.log.add("and more".getBytes(UTF_8));
    String newer = run.log.checkpoint(SampleRun.START.plusSeconds(99)).note();
    String proof = consistency(before, run.log.size(), run.log.consistency(before));
    Trust trust = new Trust(ca.authority(), newer, proof);
    PackReport report = verifier.verify(pack, trust);
    assertThat(report.valid()).as("%s", report).isTrue();
    assertThat(report.checks().getLast().outcome()).isEqualTo(Outcome.OK);
    SampleRun other = new SampleRun();
    other.log.add("x".getBytes(UTF_8));
    Trust forked = new Trust(ca.authority(), other.log.checkpoint(SampleRun.START).note(), proof);
    assertThat(failed(verifier.verify(pack, forked)).name()).isEqualTo("later checkpoint");
    Trust wrong = new Trust(ca.authority(), newer, proof.replace("[", "[[").replace("]", "]]"));
    assertThat(failed(verifier.verify(pack, wrong)).detail()).contains("path");
  }

  private static String consistency(int first, int second, List<byte[]> hashes) {
    return CanonicalJson.write(
        Map.of(
            "first",
            first,
            "second",
            second,
            "path",
            hashes.stream().map(Base64.getEncoder()::encodeToString).toList()));
  }

  @Test
  void nothingPersonalAndNothingSensitiveIsShown() throws Damage {
    SequencedMap<String, byte[]> files = PlainZip.read(pack);
    for (String name :
        List.of(
            PackFiles.INPUTS,
            PackFiles.OUTPUTS,
            PackFiles.DECISIONS,
            PackFiles.ATTACHMENTS,
            PackFiles.PAGE)) {
      assertThat(new String(files.get(name), UTF_8))
          .as(name)
          .doesNotContain(SampleRun.CPF)
          .doesNotContain("BR1500000000000010932840814P2")
          .doesNotContain("ana@example.org")
          .doesNotContain("0815x");
    }
    assertThat(new String(files.get(PackFiles.INPUTS), UTF_8)).contains("\"total\":1200");
  }

  @Test
  void thePageRunsNothing() throws Damage {
    String page = new String(PlainZip.read(pack).get(PackFiles.PAGE), UTF_8);
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("<b>")
        .contains("&lt;script&gt;")
        .contains("default-src 'none'")
        .contains("Aprovação da dir")
        .contains("lang=\"pt-BR\"");
  }
}
