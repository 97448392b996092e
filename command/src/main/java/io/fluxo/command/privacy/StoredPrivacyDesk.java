package io.fluxo.command.privacy;

import io.fluxo.command.seal.DataSubjects;
import io.fluxo.command.seal.KeyDestruction;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.privacy.Erasure;
import io.fluxo.messages.privacy.LegalHold;
import io.fluxo.messages.privacy.PrivacyDesk;
import io.fluxo.messages.privacy.PrivacyEvent.AccessReported;
import io.fluxo.messages.privacy.PrivacyEvent.HoldReleased;
import io.fluxo.messages.privacy.PrivacyEvent.HoldSet;
import io.fluxo.messages.privacy.PrivacyEvent.RetentionSet;
import io.fluxo.messages.privacy.SubjectView;
import io.fluxo.messages.rejection.Rejection;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What tenants do about the data of people. */
final class StoredPrivacyDesk implements PrivacyDesk {

  private static final String HOLDS = "legal-holds";
  private static final String RETENTION = "retention";

  private final DataSubjects subjects;
  private final KeyDestruction keys;
  private final Erasures erasures;
  private final HoldTable holds;
  private final RetentionTable retention;
  private final PrivacyLog log;
  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  StoredPrivacyDesk(
      DataSubjects subjects,
      KeyDestruction keys,
      Erasures erasures,
      HoldTable holds,
      RetentionTable retention,
      PrivacyLog log,
      JdbcTemplate jdbc,
      InstantSource clock) {
    this.subjects = subjects;
    this.keys = keys;
    this.erasures = erasures;
    this.holds = holds;
    this.retention = retention;
    this.log = log;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public SubjectView find(Context context, String identifier) {
    String subject = subjects.id(context, identifier);
    try {
      return of(context, subject);
    } catch (Rejection e) {
      throw Rejection.notFound("data of that person");
    }
  }

  @Override
  public SubjectView of(Context context, String subject) {
    List<String> runs = keys.of(context, subject);
    boolean held =
        holds.all(context).stream()
            .anyMatch(
                hold -> hold.scope() == LegalHold.Scope.SUBJECT && hold.target().equals(subject));
    return new SubjectView(
        subject,
        runs.subList(0, Math.min(runs.size(), MOST)),
        !log.erasures(context, subject).isEmpty(),
        held);
  }

  @Override
  public Erasure eraseSubject(Context context, String subject, String reference) {
    keys.of(context, subject);
    erasures.subject(context, subject, reference);
    return log.erasures(context, subject).getLast();
  }

  @Override
  public Erasure eraseRun(Context context, String run, String reference) {
    requireOwn(context, run);
    erasures.runs(context, run, List.of(run), Erasures.REQUEST, reference);
    return log.erasures(context, run).getLast();
  }

  private void requireOwn(Context context, String run) {
    Integer found =
        jdbc.queryForObject(
            """
            SELECT count(*) FROM %s WHERE aggregate_id = ? AND sequence = 0
               AND type IN ('flx.run.started', 'flx.human_task.created')
               AND convert_from(metadata, 'UTF8')::jsonb ->> 't' = ?
               AND convert_from(metadata, 'UTF8')::jsonb ->> 'w' = ?
            """
                .formatted(Tables.EVENT),
            Integer.class,
            run,
            context.tenant(),
            context.workspace());
    if (found == null || found == 0) {
      throw Rejection.notFound("run or task " + run);
    }
  }

  @Override
  public List<Erasure> erasures(Context context, String subjectOrRun) {
    return log.erasures(context, subjectOrRun);
  }

  @Override
  public void reported(Context context, String subject, int runs, String format) {
    log.record(context, subject, new AccessReported(subject, runs, format));
  }

  @Override
  public List<LegalHold> holds(Context context) {
    return holds.all(context);
  }

  @Override
  public void hold(Context context, LegalHold hold) {
    keys.inTransaction(
        () -> {
          holds.add(context, hold, clock.instant());
          log.record(context, HOLDS, new HoldSet(hold));
        });
  }

  @Override
  public void release(Context context, String hold) {
    keys.inTransaction(
        () -> {
          LegalHold removed = holds.remove(context, hold);
          if (removed == null) {
            throw Rejection.notFound("legal hold " + hold);
          }
          log.record(context, HOLDS, new HoldReleased(removed));
        });
  }

  @Override
  public @Nullable Integer retention(Context context) {
    return retention.days(context.tenant(), context.workspace());
  }

  @Override
  public void retain(Context context, @Nullable Integer days) {
    keys.inTransaction(
        () -> {
          Integer before = retention.days(context.tenant(), context.workspace());
          retention.set(context, days);
          log.record(context, RETENTION, new RetentionSet(before, days));
        });
  }
}
