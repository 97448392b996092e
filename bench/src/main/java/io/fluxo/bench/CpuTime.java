package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU seconds of processes, from /proc; 0 where the system has none. */
final class CpuTime {

  private static final double TICKS_PER_SECOND = 100; // USER_HZ of Linux, the same everywhere
  private static final Path PROC = Path.of("/proc");

  private CpuTime() {}

  /** Of one process. */
  static double of(long pid) throws IOException {
    List<String> fields = fields(PROC.resolve(Long.toString(pid)));
    return fields.isEmpty() ? 0 : seconds(fields, 11, 12);
  }

  /** Of a process and its children, those that ended included. */
  static double ofFamily(long pid) throws IOException {
    List<String> parent = fields(PROC.resolve(Long.toString(pid)));
    if (parent.isEmpty()) {
      return 0;
    }
    double sum = seconds(parent, 11, 14);
    try (Stream<Path> processes = Files.list(PROC)) {
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("[0-9]+")).toList()) {
        List<String> fields = fields(process);
        if (!fields.isEmpty() && Long.parseLong(fields.get(1)) == pid) {
          sum += seconds(fields, 11, 12);
        }
      }
    }
    return sum;
  }

  /** What follows the name of the program: state, parent, and so on. */
  private static List<String> fields(Path process) throws IOException {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (NoSuchFileException e) {
      return List.of(); // ended meanwhile
    } catch (IOException e) {
      if (Files.exists(process)) {
        throw e;
      }
      return List.of();
    }
  }

  private static double seconds(List<String> fields, int from, int to) {
    double ticks = 0;
    for (String field : fields.subList(from, to + 1)) {
      ticks += Long.parseLong(field);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
