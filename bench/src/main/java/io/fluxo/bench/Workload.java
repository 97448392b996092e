package io.fluxo.bench;

import java.io.IOException;

/** The workflows that are run, and the body that starts a run of them. */
enum Workload {
  A(
      """
      id: bench-a
      name: Bench A
      nodes:
        - id: set
          type: set
          config:
            variables:
              total: "${input.total}"
          next: transform
        - id: transform
          type: data_transform
          config:
            value:
              doubled: "${vars.total}"
          next: check
        - id: check
          type: condition_if
          config:
            when: "vars.total > 10"
      """),
  B(
      """
      id: bench-b
      name: Bench B
      nodes:
        - id: one
          type: noop
          config: {}
          next: two
        - id: two
          type: noop
          config: {}
          next: three
        - id: three
          type: noop
          config: {}
      """);

  /** About 300 bytes, as an order from a shop would be. */
  static final String START =
      """
      {"input":{"total":42,"order":"A-20417","customer":{"name":"Ada Byron","mail":"ada@example.com",\
      "city":"London"},"lines":[{"sku":"KB-104","count":1,"price":30},{"sku":"MS-7","count":2,"price":6}],\
      "note":"Please ring twice, the bell is quiet. Leave the parcel with the neighbour if nobody opens."}}""";

  private final String yaml;

  Workload(String yaml) {
    this.yaml = yaml;
  }

  String yaml() {
    return yaml;
  }

  String id() {
    return this == A ? "bench-a" : "bench-b";
  }

  /** Publishes it for whoever has the token. */
  void publish(Connection connection, String token) throws IOException {
    Connection.Answer answer =
        connection.exchange(
            Connection.request(token, "POST", "/api/v1/workflows", "application/yaml", yaml));
    if (answer.status() != 201) {
      throw new IOException("Publishing " + this + " was answered with " + answer);
    }
  }

  String runs() {
    return "/api/v1/workflows/" + id() + "/runs?wait=10s";
  }
}
