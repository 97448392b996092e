package io.fluxo.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that does one exchange and nothing by itself: no redirects, cookies, proxies,
 * retries or decompression.
 */
final class GuardedClient implements AutoCloseable {

  private static final String SENT = "fluxo.sent";
  private static final Timeout CONNECT = Timeout.ofSeconds(5);

  /** What came back; {@code truncated} when there was more than the limit. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read once
  record Answer(
      int status, Header[] headers, byte[] body, @Nullable ContentType type, boolean truncated) {}

  /** An exchange that did not end, and whether the other side may have seen the request. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean sent;
    private final boolean late;

    Broken(boolean sent, boolean late, IOException cause) {
      super("The exchange did not end", cause);
      this.sent = sent;
      this.late = late;
    }

    boolean sent() {
      return sent;
    }

    boolean late() {
      return late;
    }
  }

  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor timer;

  GuardedClient(OutboundGuard guard) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(guard)
            .setMaxConnTotal(256)
            .setMaxConnPerRoute(64)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
            .build();
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections)
            .setRequestExecutor(new Noting())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(CONNECT)
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableAuthCaching()
            .setUserAgent("fluxo")
            .build();
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fluxo-http-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  Answer exchange(HttpUriRequestBase request, Duration time, int maxBytes) throws Broken {
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean late = new AtomicBoolean();
    var alarm =
        timer.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, context, response -> read(request, response, maxBytes));
    } catch (IOException error) {
      throw new Broken(context.getAttribute(SENT) != null, late.get(), error);
    } finally {
      alarm.cancel(false);
    }
  }

  private static Answer read(HttpUriRequestBase request, ClassicHttpResponse response, int maxBytes)
      throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = new byte[0];
    boolean truncated = false;
    ContentType type = null;
    if (entity != null) {
      type = ContentType.parseLenient(entity.getContentType());
      InputStream in = entity.getContent();
      body = in.readNBytes(maxBytes);
      truncated = body.length == maxBytes && in.read() >= 0;
      if (truncated) {
        request.cancel(); // closing would read the rest to reuse the connection
      }
    }
    return new Answer(response.getCode(), response.getHeaders(), body, type, truncated);
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    client.close();
  }

  /** Notes in the context that a request begins to go out. */
  private static final class Noting extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      context.setAttribute(SENT, true);
      return super.execute(request, connection, callback, context);
    }
  }
}
