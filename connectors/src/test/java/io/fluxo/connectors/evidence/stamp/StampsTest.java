package io.fluxo.connectors.evidence.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import io.fluxo.connectors.evidence.sign.Authority;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.value.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time stamps of the installation's own, and of an authority that may lie. */
class StampsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final byte[] HASH = Sha256.of(new byte[] {1, 2, 3});

  private final SecureRandom random = new SecureRandom();
  private final Authority authority = new Authority(random);
  private final SigningKey root = authority.root("Root", NOW);
  private final SigningKey stamper = authority.stamper(root, "Stamps", NOW);
  private final OwnStamps own = new OwnStamps(() -> stamper, () -> NOW, random);
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** An authority that answers a request after somebody changed it. */
  private RemoteStamps authority(int status, UnaryOperator<byte[]> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = answers.apply(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    return new RemoteStamps(URI.create("http://127.0.0.1:" + port + "/tsa"), random);
  }

  private byte[] granted(TimeStampRequest request, OwnStamps by) {
    try {
      ASN1EncodableVector response = new ASN1EncodableVector();
      response.add(new PKIStatusInfo(PKIStatus.granted));
      response.add(ASN1Primitive.fromByteArray(by.answer(request, NOW)));
      return new DERSequence(response).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TimeStampRequest read(byte[] request) {
    try {
      return new TimeStampRequest(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theOwnAuthorityStampsAHash() {
    StampTokens.Stamped stamped = StampTokens.check(own.stamp(HASH), HASH);
    assertThat(stamped.time()).isEqualTo(NOW);
    assertThat(stamped.signer()).isEqualTo(stamper.certificate());
    assertThat(stamped.others()).contains(root.certificate());
  }

  @Test
  void aStampOfSomethingElseIsNone() {
    byte[] token = own.stamp(HASH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StampTokens.check(token, Sha256.of(new byte[0])))
        .withMessageContaining("something else");
  }

  @Test
  void aChangedStampIsNone() {
    byte[] token = own.stamp(HASH);
    token[token.length - 5] ^= 1;
    assertThatIllegalArgumentException().isThrownBy(() -> StampTokens.check(token, HASH));
  }

  @Test
  void aCertificateThatIsNotForStampingDoesNotStamp() {
    SigningKey signer = authority.signer(root, "Somebody", NOW);
    OwnStamps wrong = new OwnStamps(() -> signer, () -> NOW, random);
    assertThatIllegalStateException().isThrownBy(() -> wrong.stamp(HASH));
  }

  @Test
  void anAuthorityIsAskedOverHttp() {
    RemoteStamps remote = authority(200, request -> granted(read(request), own));
    assertThat(StampTokens.check(remote.stamp(HASH), HASH).time()).isEqualTo(NOW);
  }

  @Test
  void anAnswerToAnotherRequestIsRefused() {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    RemoteStamps nonce =
        authority(
            200,
            request ->
                granted(generator.generate(TSPAlgorithms.SHA256, HASH, BigInteger.TEN), own));
    assertThatIllegalStateException().isThrownBy(() -> nonce.stamp(HASH));
    server.stop(0);
    RemoteStamps imprint =
        authority(
            200,
            request ->
                granted(
                    generator.generate(
                        TSPAlgorithms.SHA256, Sha256.of(new byte[0]), read(request).getNonce()),
                    own));
    assertThatIllegalStateException().isThrownBy(() -> imprint.stamp(HASH));
  }

  @Test
  void whatIsNoStampIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> authority(200, request -> new byte[] {1, 2}).stamp(HASH));
    server.stop(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> authority(500, request -> new byte[0]).stamp(HASH))
        .withMessageContaining("status 500");
    server.stop(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> authority(200, request -> new byte[10_000_000]).stamp(HASH));
  }
}
