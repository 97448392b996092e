package io.fluxo.connectors.evidence.stamp;

import io.fluxo.messages.evidence.TimeStamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/** Asks an authority that the operator chose, over HTTP (RFC 3161, section 3.4). */
public final class RemoteStamps implements TimeStamps {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LARGEST = 256 * 1024;
  private static final int NONCE_BITS = 64;

  private final URI address;
  private final SecureRandom random;
  private final HttpClient client;

  /** Asks at an address. */
  public RemoteStamps(URI address, SecureRandom random) {
    this.address = address;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public byte[] stamp(byte[] sha256) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    try {
      TimeStampRequest request =
          generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(NONCE_BITS, random));
      TimeStampResponse response = new TimeStampResponse(send(request.getEncoded()));
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw wrong("it was refused: " + response.getStatusString(), null);
      }
      byte[] token =
          response
              .getTimeStampToken()
              .toCMSSignedData()
              .toASN1Structure()
              .getEncoded(ASN1Encoding.DL);
      StampTokens.check(token, sha256);
      return token;
    } catch (IOException | TSPException | IllegalArgumentException e) {
      throw wrong("the answer is none that can be verified", e);
    }
  }

  private byte[] send(byte[] request) {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> asked =
        client.sendAsync(
            post,
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> add(body, bytes))));
    try {
      int status = asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw wrong("the answer is of status %d".formatted(status), null);
      }
      return body.toByteArray();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wrong("the wait was cut off", e);
    } catch (ExecutionException | TimeoutException e) {
      throw wrong("there is no whole answer", e);
    } finally {
      asked.cancel(true);
    }
  }

  private static void add(ByteArrayOutputStream body, byte[] bytes) {
    if (body.size() + bytes.length > LARGEST) {
      throw new IllegalStateException("Expected a smaller answer");
    }
    body.writeBytes(bytes);
  }

  private IllegalStateException wrong(String what, @Nullable Throwable cause) {
    return new IllegalStateException(
        "Expected a time stamp from %s, but %s".formatted(address.getHost(), what), cause);
  }
}
