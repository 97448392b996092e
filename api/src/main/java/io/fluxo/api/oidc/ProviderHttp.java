package io.fluxo.api.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks with providers: no redirect is followed, no answer is longer than the bound, and none
 * takes longer than the patience, however slowly it drips.
 */
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever, AutoCloseable {

  /** Metadata and keys of large providers have some ten kilobytes. */
  static final int MOST_BYTES = 1 << 18;

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final long PATIENCE_SECONDS = 8;
  private static final String CONTENT_TYPE = "Content-Type";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /** The answer to a request that the library wrote. */
  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    HttpRequest.Builder request = request(asked.getURI());
    for (Map.Entry<String, List<String>> header : asked.getHeaderMap().entrySet()) {
      header.getValue().forEach(value -> request.header(header.getKey(), value));
    }
    String body = asked.getBody();
    request.method(
        asked.getMethod().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return answer(request);
  }

  /** A document. */
  HTTPResponse get(URI address) throws IOException {
    return answer(request(address).header("Accept", "application/json").GET());
  }

  @Override
  public Resource retrieveResource(URL address) throws IOException {
    HTTPResponse answer = get(URI.create(address.toExternalForm()));
    if (answer.getStatusCode() != HTTPResponse.SC_OK) {
      throw new IOException("Expected status 200, but got " + answer.getStatusCode());
    }
    return new Resource(answer.getBody(), answer.getHeaderValue(CONTENT_TYPE));
  }

  private static HttpRequest.Builder request(URI address) throws IOException {
    if (!Endpoints.isSafe(address)) {
      throw new IOException("Expected an address that begins with https://");
    }
    return HttpRequest.newBuilder(address);
  }

  private HTTPResponse answer(HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request.build(), info -> new BoundedBody(MOST_BYTES));
    try {
      return answer(sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new IOException("There was no whole answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException("There was no answer", e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("The service is stopping", e);
    }
  }

  private static HTTPResponse answer(HttpResponse<String> answer) {
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    answer.headers().firstValue(CONTENT_TYPE).ifPresent(type -> read.setHeader(CONTENT_TYPE, type));
    read.setBody(answer.body());
    return read;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
