package io.fluxo.connectors.code;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import io.roastedroot.quickjs4j.core.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.wasm.types.MemoryLimits;

/**
 * Runs one script in a fresh QuickJS inside WebAssembly. The script's heap is the linear memory of
 * the module, which cannot grow over its page limit, and the compiled module looks at the interrupt
 * flag in every loop, so both limits hold inside this process. Scripts run on platform threads:
 * endless ones would otherwise take the carriers of all virtual threads.
 */
final class Sandbox {

  private static final int PAGE = 65_536;
  private static final int MAX_OUTPUT = 1_048_576;
  private static final int STACK = 2 * 1_048_576;
  private static final long START_SECONDS = 10;
  private static final long GRACE_MILLIS = 2_000;

  /** More threads than this that ignore their interrupt switch the sandbox off. */
  private static final int MAX_STUCK = 4;

  private final AtomicInteger stuck = new AtomicInteger();

  /**
   * Runs the script.
   *
   * @return what it printed
   * @throws NodeFailure when it fails, or exceeds its time, memory or output
   * @throws InterruptedException when the caller is interrupted; the script is then stopped too
   */
  String run(String script, Duration time, int memoryMb) throws NodeFailure, InterruptedException {
    if (stuck.get() >= MAX_STUCK) {
      throw new NodeFailure(
          Failure.passing(Failure.UNAVAILABLE, "The sandbox cannot take more code now"));
    }
    BoundedOutput out = new BoundedOutput(MAX_OUTPUT);
    AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
    CountDownLatch ready = new CountDownLatch(1);
    Runnable work = () -> execute(script, memoryMb, out, error, ready);
    Thread thread = new Thread(null, work, "fluxo-code", STACK);
    thread.setDaemon(true);
    thread.start();
    boolean inTime = false;
    try {
      // Loading the module takes over a second the first time and is not the script's fault.
      inTime = ready.await(START_SECONDS, TimeUnit.SECONDS) && thread.join(time);
    } finally {
      if (!inTime) {
        end(thread);
      }
    }
    if (!inTime) {
      throw new NodeFailure(
          Failure.permanent(
              Failure.TIMEOUT, "The code ran longer than " + time.toMillis() + " ms"));
    }
    Throwable thrown = error.get();
    if (thrown != null) {
      throw new NodeFailure(explain(thrown));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void execute(
      String script,
      int memoryMb,
      BoundedOutput out,
      AtomicReference<@Nullable Throwable> error,
      CountDownLatch ready) {
    int pages = memoryMb * (1_048_576 / PAGE);
    try (Engine engine =
        Engine.builder()
            .withStdout(out)
            .withStderr(new BoundedOutput(PAGE))
            .withMemoryFactory(
                wanted ->
                    new ByteArrayMemory(
                        new MemoryLimits(
                            wanted.initialPages(), Math.max(wanted.initialPages(), pages))))
            .build()) {
      ready.countDown();
      engine.exec(engine.compile(script));
    } catch (Throwable thrown) { // a script can make the machine throw errors too
      error.set(thrown);
    } finally {
      ready.countDown();
    }
  }

  private void end(Thread thread) throws InterruptedException {
    thread.interrupt();
    if (!thread.join(Duration.ofMillis(GRACE_MILLIS))) {
      stuck.incrementAndGet();
      Thread.startVirtualThread(() -> forgetWhenDone(thread));
    }
  }

  private void forgetWhenDone(Thread thread) {
    try {
      thread.join();
      stuck.decrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Failure explain(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedOutput.Full full) {
        return Failure.permanent(Failure.LIMIT_EXCEEDED, String.valueOf(full.getMessage()));
      }
    }
    return Failure.permanent(
        Failure.CODE, "The code was stopped: too much memory or too deep recursion");
  }
}
