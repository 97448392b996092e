package io.fluxo.api.privacy;

import io.fluxo.api.context.Rooms;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskQuery.ListTasks;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.privacy.PrivacyDesk;
import io.fluxo.messages.privacy.SubjectView;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.FindRun;
import io.fluxo.messages.run.RunQuery.ListSteps;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.workflow.VersionView;
import io.fluxo.messages.workflow.WorkflowQuery.FindVersion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is held of people. */
@Component
final class AccessReports {

  /** More than that is given run by run. */
  static final int MOST = 500;

  private final Rooms rooms;
  private final PrivacyDesk desk;
  private final InstantSource clock;

  AccessReports(Rooms rooms, PrivacyDesk desk, InstantSource clock) {
    this.rooms = rooms;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * The report of a subject.
   *
   * @throws Rejection TOO_LARGE where there are more runs than one report takes
   */
  AccessReport of(SubjectView subject, Context context) {
    if (subject.runs().size() > MOST) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected at most %d runs, but there are %d: read them one by one"
              .formatted(MOST, subject.runs().size()));
    }
    List<AccessReport.Entry> entries = new ArrayList<>();
    for (String run : subject.runs()) {
      AccessReport.Entry entry = entry(run, context);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new AccessReport(
        subject.subject(),
        context.tenant(),
        context.workspace(),
        clock.instant(),
        desk.retention(context),
        entries);
  }

  private AccessReport.@Nullable Entry entry(String id, Context context) {
    String tenant = context.tenant();
    String workspace = context.workspace();
    try {
      RunId runId = new RunId(id);
      RunView run = rooms.ask(new FindRun(tenant, workspace, runId), RunView.class).join();
      List<StepView> steps =
          rooms.askAll(new ListSteps(tenant, workspace, runId), StepView.class).join();
      return new AccessReport.Entry(run, purpose(run, context), steps, tasks(id, context));
    } catch (CompletionException e) {
      if (e.getCause() instanceof Rejection rejection
          && rejection.code() == Rejection.Code.NOT_FOUND) {
        return null; // a task of its own, which has no run
      }
      throw e;
    }
  }

  /** What the workflow says that it is for. */
  private @Nullable String purpose(RunView run, Context context) {
    VersionView version =
        rooms
            .ask(
                new FindVersion(
                    context.tenant(),
                    context.workspace(),
                    run.workflow().id(),
                    run.workflow().version()),
                VersionView.class)
            .join();
    Object description =
        version.definition() == null ? null : version.definition().object().get("description");
    return description == null ? null : description.toString();
  }

  @SuppressWarnings("unchecked") // the bus matches answers by their raw class
  private List<TaskView> tasks(String run, Context context) {
    Acting manager = new Acting(context.actor(), Set.of(), Set.of(), true);
    List<TaskView> tasks = new ArrayList<>();
    for (Inbox inbox : List.of(Inbox.all, Inbox.done)) {
      tasks.addAll(
          (List<TaskView>)
              rooms
                  .askPage(
                      new ListTasks(
                          context.tenant(),
                          context.workspace(),
                          manager,
                          inbox,
                          null,
                          null,
                          run,
                          null,
                          java.util.Map.of(),
                          new PageRequest(null, 100)))
                  .join()
                  .items());
    }
    return tasks;
  }
}
