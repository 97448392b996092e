package io.fluxo.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxo.api.boot.postgres.PostgresUnderTest;
import io.fluxo.story.ChildFluxo;
import io.fluxo.story.FluxoClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database is full, and later it is not. Needs to be root, for it mounts a disk of
 * memory that is small.
 */
class DiskFullTest {

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    mounted = done("mount", "-t", "tmpfs", "-o", "size=160m,mode=0755", "tmpfs", disk.toString());
    assumeTrue(mounted, "nothing may be mounted here");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      done("umount", "-l", disk.toString());
    }
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  @Test
  void whatWasAcknowledgedEndsWhenThereIsRoomAgain() throws Exception {
    Path data = Files.createDirectory(folder.resolve("node"));
    try (PostgresUnderTest postgres = PostgresUnderTest.start(disk)) {
      ChildFluxo fluxo =
          new ChildFluxo(data, postgres.settings(postgres.port()).toArray(String[]::new));
      try {
        fluxo.start();
        FluxoClient user = fluxo.client();
        Shapes.definitions(0).values().forEach(user::publish);
        List<String> acknowledged = new ArrayList<>();
        while (acknowledged.size() < 50) {
          start(user, acknowledged);
        }
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        int refused = 0;
        for (int i = 0; i < 20_000 && refused < 5; i++) {
          refused = start(user, acknowledged) ? 0 : refused + 1;
        }
        assertThat(refused).as("starts that were not acknowledged any more").isEqualTo(5);
        Files.delete(ballast);
        postgres.reviveIfDead();
        for (String run : acknowledged) {
          Awaitility.await("run " + run)
              .atMost(Duration.ofMinutes(1))
              .pollInterval(Duration.ofMillis(50))
              .ignoreExceptions()
              .until(
                  () ->
                      "completed"
                          .equals(user.get("/api/v1/runs/" + run).body().path("status").asText()));
        }
      } finally {
        fluxo.stop();
      }
    }
  }

  /** Whether the start was acknowledged. */
  private static boolean start(FluxoClient user, List<String> acknowledged) {
    String shape = acknowledged.size() % 2 == 0 ? "chain" : "nap";
    try {
      FluxoClient.Answer answer =
          user.post("/api/v1/workflows/" + shape + "/runs", "{\"input\": {\"n\": 7}}");
      if (answer.status() < 400) {
        acknowledged.add(answer.body().path("runId").asText());
      }
      return answer.status() < 400;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Takes all room that is left. */
  private static void fill(Path file) throws IOException {
    byte[] piece = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 100_000; i++) {
        out.write(piece);
      }
      throw new IllegalStateException("the disk does not end");
    } catch (IOException e) {
      // it is full
    }
  }
}
