package io.fluxo.messages.notice;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings bodies to addresses that tenants name, as far as those may be reached. */
public interface HookCaller {

  /** What came of a call. */
  sealed interface Answer {}

  /**
   * The other side answered.
   *
   * @param retryAfter how long it asks to be left alone, null where it does not
   */
  record Answered(int status, @Nullable Duration retryAfter) implements Answer {}

  /** The address may not be reached from here, now or later. */
  record Refused(String reason) implements Answer {}

  /** No whole answer came; the other side may have seen the call. */
  record Broken(String reason) implements Answer {}

  /** Why an address may not be called, without looking its name up; null where it may. */
  @Nullable String objection(String url);

  /**
   * Calls once by POST; redirects are not followed. It blocks for some seconds at most.
   *
   * @param headers besides those that every request has
   */
  Answer post(String url, Map<String, String> headers, byte[] body);
}
