package io.fluxo.fault;

import io.fluxo.fault.Nemesis.Act;
import io.fluxo.fault.Provider.Mood;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Does what the plan says to an installation. */
final class Mischief {

  private final Installation fluxo;
  private final Nemesis nemesis;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Mischief(Installation fluxo, Nemesis nemesis) {
    this.fluxo = fluxo;
    this.nemesis = nemesis;
  }

  /**
   * Works through the plan to its end.
   *
   * @return what could not be done
   */
  List<String> run(Duration length) throws InterruptedException {
    long begin = System.nanoTime();
    List<Thread> tracks = new ArrayList<>();
    for (String track : List.of("process", "database", "service")) {
      tracks.add(
          Thread.ofPlatform().name("nemesis-" + track).start(() -> work(nemesis.of(track), begin)));
    }
    for (Thread track : tracks) {
      track.join();
    }
    until(begin + length.toNanos());
    return List.copyOf(failures);
  }

  private void work(List<Act> acts, long begin) {
    for (Act act : acts) {
      until(begin + act.at() * 1_000_000);
      try {
        make(act);
      } catch (IOException | SQLException | RuntimeException e) {
        failures.add(act + ": " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void make(Act act) throws IOException, SQLException, InterruptedException {
    int node = act.choice() % fluxo.nodes.size();
    TcpProxy service = fluxo.service;
    switch (act.fault()) {
      case KILL -> {
        fluxo.killAndHold(node);
        last(act);
        fluxo.letGo(node);
      }
      case PAUSE_SHORT, PAUSE_LONG -> {
        fluxo.nodes.get(node).pause();
        last(act);
        fluxo.nodes.get(node).resume();
      }
      case BUSY, LIMITING, BROKEN, LATE, HANGING, RESETTING, GARBLED, TRUNCATED -> {
        fluxo.provider.mood(Mood.valueOf(act.fault().name()), 30 + act.choice() % 71);
        last(act);
        fluxo.provider.heal();
      }
      case FAR -> weather(service, Weather.delayed(Duration.ofMillis(act.choice())), act);
      case MUTE -> weather(service, Weather.silence(), act);
      case GONE -> weather(service, Weather.refusal(), act);
      case TORN -> service.resetAll();
      default -> troubleDatabase(act);
    }
  }

  private void troubleDatabase(Act act) throws IOException, SQLException {
    TcpProxy database = fluxo.database;
    switch (act.fault()) {
      case TERMINATE_BACKENDS -> terminate(act.choice() % 100);
      case CRASH -> {
        fluxo.postgres.crash();
        last(act);
        fluxo.postgres.revive();
      }
      case DELAY -> weather(database, Weather.delayed(Duration.ofMillis(act.choice() % 150)), act);
      case NARROW -> weather(database, Weather.narrow(20_000 + 100 * act.choice()), act);
      case RESET -> database.resetAll();
      case SILENCE -> weather(database, Weather.silence(), act);
      case CUT -> {
        database.cutAfter(1_000L + 10L * act.choice());
        last(act);
      }
      case SWALLOW_AND_RESET -> {
        database.swallowCommits(1 + act.choice() % 5, true);
        last(act);
      }
      case SWALLOW_AND_BE_SILENT -> {
        database.swallowCommits(1 + act.choice() % 2, false);
        last(act);
      }
      default -> throw new IllegalStateException("nothing of the database: " + act);
    }
  }

  private void terminate(int ofHundred) throws SQLException {
    try (Connection truth = fluxo.truth();
        Statement statement = truth.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN"
              + " ('fluxo_worker', 'fluxo_app') AND random() * 100 <= "
              + Math.max(20, ofHundred));
    }
  }

  private static void weather(TcpProxy proxy, Weather weather, Act act) {
    proxy.weather(weather);
    last(act);
    proxy.weather(Weather.FAIR);
  }

  private static void last(Act act) {
    until(System.nanoTime() + act.millis() * 1_000_000);
  }

  private static void until(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
