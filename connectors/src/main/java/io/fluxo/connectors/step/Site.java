package io.fluxo.connectors.step;

import java.util.LinkedHashSet;
import java.util.Set;

/** One dependency as all tenants share it: how many of them are there at once. */
final class Site {

  final String name;
  private final int most;
  private final Set<Door> blocked = new LinkedHashSet<>();
  private int active;
  private int doors;

  Site(String name, int most) {
    this.name = name;
    this.most = most;
  }

  boolean isFull() {
    return active >= most;
  }

  void enter() {
    active++;
  }

  void leave() {
    active--;
  }

  /** Those who wait for somebody of any tenant to leave, in their order. */
  Set<Door> blocked() {
    return blocked;
  }

  void opened() {
    doors++;
  }

  /** Answers whether nobody is left. */
  boolean closed() {
    return --doors == 0;
  }
}
