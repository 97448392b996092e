package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.mask.PersonalReads;
import io.fluxo.api.problem.Fields;
import io.fluxo.api.problem.Refused;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files that people attach to tasks. */
@Tag(name = "Human tasks")
@RestController
@RequestMapping("/api/v1/tasks/{id}/files")
final class TaskFileController {

  private static final int LONGEST_NAME = 255;

  /** Each holds a whole file in memory. */
  private static final int AT_ONCE = 8;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final TaskDesk desk;
  private final TaskUploads uploads;
  private final TaskFileTable table;
  private final PersonalReads reads;

  TaskFileController(TaskDesk desk, TaskUploads uploads, TaskFileTable table, PersonalReads reads) {
    this.reads = reads;
    this.desk = desk;
    this.uploads = uploads;
    this.table = table;
  }

  @Operation(
      summary = "Attaches a file to a task; the body is the file, its type is what its bytes say",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/octet-stream",
                      schema = @Schema(type = "string", format = "binary"))))
  @Requires(Permission.TASKS_WORK)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TaskDetail attach(
      @PathVariable String id,
      @RequestParam String name,
      HttpServletRequest request,
      Caller caller,
      Context context)
      throws IOException {
    TaskId task = TaskIds.read(id);
    String called = Fields.text("/name", name, LONGEST_NAME);
    TaskDetail before = desk.find(task, caller, context).join();
    if (!places.tryAcquire()) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too_many_open",
          "Too many files are being attached at the same time: try again",
          Duration.ofSeconds(1));
    }
    try {
      byte[] bytes = body(request, before.fileRule());
      return uploads.attach(before, called, bytes, caller, context);
    } finally {
      places.release();
    }
  }

  /** Never shown by a browser: whoever attached it is not the one who looks at it. */
  @Operation(summary = "Gives a file that is attached to a task")
  @Requires(Permission.TASKS_READ)
  @GetMapping("/{sha256}")
  ResponseEntity<Resource> give(
      @PathVariable String id, @PathVariable String sha256, Caller caller, Context context) {
    TaskId task = TaskIds.read(id);
    // Not later on another thread: the headers below have to be there before those of all answers.
    return desk.find(task, caller, context).join().files().stream()
        .map(TaskDetail.Attached::file)
        .filter(each -> each.sha256().equals(sha256))
        .findFirst()
        .map(
            file -> {
              // Nobody looks into it; it is taken for personal data.
              reads.given(
                  context,
                  "file:" + sha256,
                  "/api/v1/tasks/%s/files/%s".formatted(task.value(), sha256));
              return answer(file, TaskFileKey.of(context, task, sha256));
            })
        .orElseThrow(() -> Rejection.notFound("file of that hash at the task"));
  }

  private ResponseEntity<Resource> answer(TaskFile file, TaskFileKey key) {
    ContentDisposition attachment =
        ContentDisposition.attachment()
            .filename(Objects.toString(file.name().json(), "file"), StandardCharsets.UTF_8)
            .build();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.type()))
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(new TaskFileBytes(table, key, file.bytes()));
  }

  private static byte[] body(HttpServletRequest request, FileRule rule) throws IOException {
    int most = Math.min(rule.maxBytes(), FileRule.LARGEST);
    if (rule.maxFiles() == 0) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT, "Expected no file, for the task takes none");
    }
    if (request.getContentLengthLong() <= most) {
      byte[] bytes = request.getInputStream().readNBytes(most + 1);
      if (bytes.length == 0) {
        throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a file, but it is empty");
      }
      if (bytes.length <= most) {
        return bytes;
      }
    }
    throw new Rejection(
        Rejection.Code.TOO_LARGE, "Expected a file of at most %d bytes".formatted(most));
  }
}
