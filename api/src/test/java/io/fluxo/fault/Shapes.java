package io.fluxo.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/** The workflows of the workload, by what they do. */
final class Shapes {

  private static final String RETRY =
      "{maxAttempts: 12, delay: 200ms, multiplier: 2, maxDelay: 3s}";

  private Shapes() {}

  /** All definitions, by id; those that others start come first. */
  static Map<String, String> definitions(int provider) {
    String host = "http://127.0.0.1:" + provider;
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "chain",
        """
        id: chain
        nodes:
          - {id: one, type: set, config: {variables: {n: "${input.n}"}}, next: two}
          - {id: two, type: data_transform, config: {value: {m: "${input.n}"}}, next: three}
          - {id: three, type: condition_if, config: {when: "input.n > 50"}, branches: {"true": big, "false": small}}
          - {id: big, type: noop}
          - {id: small, type: data_transform, config: {value: {}}}
        """);
    all.put("fetch", fetch(host));
    all.put(
        "order",
        """
        id: order
        nodes:
          - {id: place, type: http_request, timeout: 4s, config: {url: "%1$s/once", method: POST, body: {n: 1}, lookUp: {url: "%1$s/effects/{key}"}}, onError: sorry, next: done}
          - {id: done, type: data_transform, config: {value: {placed: true}}}
          - {id: sorry, type: data_transform, config: {value: {placed: false}}}
        """
            .formatted(host));
    all.put(
        "pay",
        """
        id: pay
        nodes:
          - {id: before, type: noop, next: pay}
          - {id: pay, type: pay_once, timeout: 4s, config: {url: "%1$s/once", lookUp: "%1$s/effects/"}, onError: after, next: after}
          - {id: after, type: noop}
        """
            .formatted(host));
    all.put(
        "nap",
        """
        id: nap
        nodes:
          - {id: sleep, type: delay, config: {duration: 700ms}, next: then}
          - {id: then, type: noop}
        """);
    all.put(
        "wait",
        """
        id: wait
        nodes:
          - {id: wait, type: wait_for_event, config: {event: go, correlation: "${input.k}", timeout: 15s}, branches: {received: got, timeout: none}}
          - {id: got, type: data_transform, config: {value: {got: true}}}
          - {id: none, type: data_transform, config: {value: {got: false}}}
        """);
    all.put(
        "fork",
        """
        id: fork
        nodes:
          - {id: both, type: parallel, branches: {a: ask, b: rest, c: quick}, next: end}
          - {id: ask, type: http_request, timeout: 3s, retry: %s, config: {url: "%s/idem"}}
          - {id: rest, type: delay, config: {duration: 300ms}}
          - {id: quick, type: noop}
          - {id: end, type: data_transform, config: {value: {}}}
        """
            .formatted(RETRY, host));
    all.put(
        "each",
        """
        id: each
        nodes:
          - {id: all, type: for_each, config: {items: [1, 2, 3], concurrency: 2}, branches: {body: ask}, next: end}
          - {id: ask, type: http_request, timeout: 3s, retry: %s, config: {url: "%s/idem"}}
          - {id: end, type: data_transform, config: {value: {}}}
        """
            .formatted(RETRY, host));
    all.put(
        "parent",
        """
        id: parent
        nodes:
          - {id: child, type: sub_workflow, config: {workflow: fetch}, next: end}
          - {id: end, type: data_transform, config: {value: {}}}
        """);
    return all;
  }

  private static String fetch(String host) {
    return """
    id: fetch
    nodes:
      - {id: ask, type: http_request, timeout: 3s, retry: %s, config: {url: "%s/idem"}, next: end}
      - {id: end, type: noop}
    """
        .formatted(RETRY, host);
  }
}
