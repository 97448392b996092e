package io.fluxo.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.api.lock.Attempt.Held;
import io.fluxo.api.lock.Attempt.Taken;
import io.fluxo.story.RunningFluxo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever is done with locks in whatever order, the rows say what a simple model says. */
class LocksModelTest {

  private static final Duration TTL = Duration.ofMinutes(30);

  /** What a row is to the model. */
  private record Known(String owner, long token, boolean live) {}

  private static RunningFluxo fluxo;
  private static LockTable table;
  private static LockReader reader;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    table = fluxo.bean(LockTable.class);
    reader = fluxo.bean(LockReader.class);
    jdbc = fluxo.bean(JdbcTemplate.class);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void anyHistoryIsTheOneOfTheModel() {
    long seed = Long.getLong("locks.seed", new Random().nextLong());
    Random random = new Random(seed);
    Map<LockPlace, Known> model = new HashMap<>();
    long greatest = 0;
    for (int i = 0; i < 4_000; i++) {
      String what = "seed %d, step %d".formatted(seed, i);
      // The same names in two workspaces and in two tenants are different locks.
      LockPlace place =
          new LockPlace("t" + random.nextInt(2), "w" + random.nextInt(2), "n" + random.nextInt(2));
      String owner = "o" + random.nextInt(3);
      Known known = model.get(place);
      boolean live = known != null && known.live();
      long token = known == null || random.nextInt(4) == 0 ? 1 + greatest : known.token();
      boolean own = known != null && owner.equals(known.owner()) && token == known.token();
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          boolean fresh = random.nextInt(4) > 0;
          Attempt attempt = table.acquire(place, owner, TTL, fresh);
          if (live && owner.equals(known.owner())) {
            assertThat(((Taken) attempt).lock().token()).as(what).isEqualTo(known.token());
          } else if (live) {
            assertThat(((Held) attempt).left()).as(what).isBetween(Duration.ofSeconds(1), TTL);
          } else if (!fresh) {
            assertThat(attempt).as(what).isEqualTo(Held.UNKNOWN);
          } else {
            LockView lock = ((Taken) attempt).lock();
            assertThat(lock.token()).as(what).isGreaterThan(greatest);
            assertThat(lock.owner()).as(what).isEqualTo(owner);
            greatest = lock.token();
            model.put(place, new Known(owner, greatest, true));
          }
        }
        case 3 ->
            assertThat(table.renew(place, owner, token, TTL).isPresent())
                .as(what)
                .isEqualTo(live && own);
        case 4, 5 -> {
          assertThat(table.release(place, owner, token)).as(what).isEqualTo(known == null || own);
          if (own) {
            model.put(place, new Known(owner, token, false));
          }
        }
        case 6 -> {
          passes(place, "1 second");
          model.computeIfPresent(place, (p, k) -> new Known(k.owner(), k.token(), false));
        }
        default -> {
          if (!live) {
            passes(place, "11 minutes");
            model.remove(place);
          }
          fluxo.bean(LockSweeper.class).sweep();
        }
      }
      same(model, place, what);
    }
    assertThat(greatest).as("seed %d", seed).isGreaterThan(300);
  }

  /** So long ago the lock ended. */
  private static void passes(LockPlace place, String time) {
    jdbc.update(
        "UPDATE held_lock SET expires_at = now() - ?::interval"
            + " WHERE tenant = ? AND workspace = ? AND name = ?",
        time,
        place.tenant(),
        place.workspace(),
        place.name());
  }

  private static void same(Map<LockPlace, Known> model, LockPlace place, String what) {
    Known known = model.get(place);
    assertThat(reader.find(place).map(LockView::token).orElse(0L))
        .as(what)
        .isEqualTo(known != null && known.live() ? known.token() : 0L);
    List<Long> held =
        model.entrySet().stream()
            .filter(each -> each.getValue().live())
            .filter(each -> each.getKey().tenant().equals(place.tenant()))
            .filter(each -> each.getKey().workspace().equals(place.workspace()))
            .map(each -> each.getValue().token())
            .sorted()
            .toList();
    assertThat(reader.list(place.tenant(), place.workspace(), 0, 10).stream().map(LockView::token))
        .as(what)
        .containsExactlyElementsOf(held);
    assertThat(reader.left(List.of(place)).get(place).isZero())
        .as(what)
        .isEqualTo(known == null || !known.live());
    assertThat(
            jdbc.queryForObject(
                "SELECT count(*) FROM held_lock WHERE token > 0 AND tenant LIKE 't_'",
                Integer.class))
        .as(what)
        .isEqualTo(model.size());
  }

  @Test
  void aLockIsNeverMadeShorter() {
    LockPlace place = new LockPlace("acme", "main", "long");
    LockView first = ((Taken) table.acquire(place, "o", TTL, true)).lock();
    LockView again = ((Taken) table.acquire(place, "o", Duration.ofSeconds(1), true)).lock();
    assertThat(again.expiresAt()).isEqualTo(first.expiresAt());
    assertThat(again.acquiredAt()).isEqualTo(first.acquiredAt());
    LockView renewed = table.renew(place, "o", first.token(), Duration.ofSeconds(1)).orElseThrow();
    assertThat(renewed.expiresAt()).isEqualTo(first.expiresAt());
    assertThat(table.renew(place, "o", first.token(), TTL.plusMinutes(1)).orElseThrow().expiresAt())
        .isAfter(first.expiresAt().plusSeconds(50));
  }

  @Test
  void whatIsFreeForLongIsSweptAndNothingElse() {
    LockSweeper sweeper = fluxo.bean(LockSweeper.class);
    jdbc.update(
        """
        INSERT INTO held_lock
        SELECT 'sweep', 'main', 'n' || i, 'o', 0, i % 2 = 0, now(),
               now() - CASE i WHEN 7 THEN '-1 minute' WHEN 8 THEN '9 minutes'
                              ELSE '11 minutes' END::interval
          FROM generate_series(1, 1200) AS i
        """);
    sweeper.sweep();
    assertThat(
            jdbc.queryForList(
                "SELECT name FROM held_lock WHERE tenant = 'sweep' ORDER BY name", String.class))
        .containsExactly("n7", "n8");
  }
}
