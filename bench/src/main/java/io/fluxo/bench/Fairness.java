package io.fluxo.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a calm tenant waits beside one that floods, compared with how long it waits alone. */
final class Fairness {

  private static final double CALM_PER_SECOND = 50;
  private static final int CALM_CLIENTS = 32;

  /** For the flood to begin, and again to go on until the calm tenant has its last answer. */
  private static final int LEAD_SECONDS = 3;

  private Fairness() {}

  /** Measures each workload alone and beside a flood of the same. */
  static void measure(int port, Settings settings, Report report) throws Exception {
    Load calm = new Load(port, newTenant(port));
    double seconds = 5 * settings.seconds();
    report.heading(
        "One tenant with 50 runs/s beside another with 64 clients",
        "workload",
        "alone p50 ms",
        "alone p99 ms",
        "beside p50 ms",
        "beside p99 ms",
        "flood runs/s",
        "failed");
    for (Workload workload : Workload.values()) {
      calm.open(workload, CALM_PER_SECOND, CALM_CLIENTS, 3);
      Load.Result alone = calm.open(workload, CALM_PER_SECOND, CALM_CLIENTS, seconds);
      Flood flood = Flood.start(port, workload, seconds + 2 * LEAD_SECONDS, settings);
      TimeUnit.SECONDS.sleep(LEAD_SECONDS);
      Load.Result beside = calm.open(workload, CALM_PER_SECOND, CALM_CLIENTS, seconds);
      double ratio = beside.latencies().millis(0.99) / alone.latencies().millis(0.99);
      report.row(
          workload,
          alone.latencies().millis(0.5),
          alone.latencies().millis(0.99),
          beside.latencies().millis(0.5),
          beside.latencies().millis(0.99),
          flood.rate(),
          alone.failed() + beside.failed());
      report.atMost(workload + ", p99 beside a flood, in p99 alone", ratio, 2.0, 1.5);
    }
  }

  /** Begins a tenant with both workloads; gives an API key of it. */
  private static String newTenant(int port) throws IOException {
    try (Connection connection = new Connection(port)) {
      String person =
          made(
              connection,
              Connection.request(
                  "POST",
                  "/api/v1/auth/register",
                  "application/json",
                  """
                  {"company":"Calm","name":"Clara","email":"clara@calm.example",
                   "password":"a quiet bell in the morning"}"""),
              "accessToken");
      String key =
          made(
              connection,
              Connection.request(
                  person,
                  "POST",
                  "/api/v1/keys",
                  "application/json",
                  "{\"name\":\"calm\",\"permissions\":[\"workflows:write\",\"runs:start\"]}"),
              "key");
      for (Workload workload : Workload.values()) {
        workload.publish(connection, key);
      }
      return key;
    }
  }

  private static String made(Connection connection, byte[] request, String field)
      throws IOException {
    Connection.Answer answer = connection.exchange(request);
    Matcher value =
        Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]+)\"").matcher(answer.body());
    if (!value.find()) {
      throw new IOException("A new tenant was answered with " + answer.status());
    }
    return value.group(1);
  }
}
