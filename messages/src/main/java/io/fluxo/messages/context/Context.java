package io.fluxo.messages.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asked, for whom, and as part of what. It travels in the metadata of every message under short
 * keys, because on the hot path the metadata is written with every event.
 *
 * @param tenant the tenant that owns what the message touches
 * @param workspace the workspace inside the tenant
 * @param actor who acts, as {@code kind:id}, for example {@code user:ana} or {@code schedule}
 * @param correlation one id for everything that one outside cause set in motion
 * @param causation the id of the message that caused this one, if any
 * @param traceparent the W3C trace context, if the caller sent one
 * @param address the network address that a request came from; of what came otherwise, or is done
 *     because of something else, there is none
 */
public record Context(
    String tenant,
    String workspace,
    String actor,
    String correlation,
    @Nullable String causation,
    @Nullable String traceparent,
    @Nullable String address) {

  public static final String TENANT = "t";
  public static final String WORKSPACE = "w";
  public static final String ACTOR = "a";
  public static final String CORRELATION = "c";
  public static final String CAUSATION = "u";
  public static final String TRACEPARENT = "p";
  public static final String ADDRESS = "i";

  /** The tenant and workspace of an installation that has only one. */
  public static final String DEFAULT_TENANT = "default";

  public static final String DEFAULT_WORKSPACE = "main";

  /** The tenant and workspace of a request whose caller is not known; nothing belongs to it. */
  public static final String NOBODY = "-";

  public Context {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(correlation, "correlation");
  }

  /** The context of what did not come over the network. */
  public Context(
      String tenant,
      String workspace,
      String actor,
      String correlation,
      @Nullable String causation,
      @Nullable String traceparent) {
    this(tenant, workspace, actor, correlation, causation, traceparent, null);
  }

  /** The context of the only tenant, for the given actor and correlation id. */
  public static Context of(String actor, String correlation) {
    return new Context(DEFAULT_TENANT, DEFAULT_WORKSPACE, actor, correlation, null, null);
  }

  /** The same correlation, for somebody else's workspace. */
  public Context within(String otherTenant, String otherWorkspace, String otherActor) {
    return new Context(
        otherTenant, otherWorkspace, otherActor, correlation, causation, traceparent, address);
  }

  /** The same tenant, workspace and correlation, acted on by someone else. */
  public Context actedBy(String other) {
    return new Context(tenant, workspace, other, correlation, causation, traceparent, address);
  }

  /** The same context, caused by the message with the given id. */
  public Context causedBy(String messageId) {
    return new Context(tenant, workspace, actor, correlation, messageId, traceparent);
  }

  /** The metadata that carries this context; absent parts have no entry. */
  public Map<String, Object> toMetaData() {
    Map<String, Object> entries = LinkedHashMap.newLinkedHashMap(7);
    entries.put(TENANT, tenant);
    entries.put(WORKSPACE, workspace);
    entries.put(ACTOR, actor);
    entries.put(CORRELATION, correlation);
    if (causation != null) {
      entries.put(CAUSATION, causation);
    }
    if (traceparent != null) {
      entries.put(TRACEPARENT, traceparent);
    }
    if (address != null) {
      entries.put(ADDRESS, address);
    }
    return entries;
  }

  /**
   * Reads the context from metadata, to go on with: without the address, for what follows from a
   * message did not come over the network.
   *
   * @throws IllegalArgumentException when tenant, workspace, actor or correlation is missing
   */
  public static Context from(Map<String, ?> metaData) {
    return new Context(
        required(metaData, TENANT),
        required(metaData, WORKSPACE),
        required(metaData, ACTOR),
        required(metaData, CORRELATION),
        (String) metaData.get(CAUSATION),
        (String) metaData.get(TRACEPARENT));
  }

  private static String required(Map<String, ?> metaData, String key) {
    if (metaData.get(key) instanceof String value) {
      return value;
    }
    throw new IllegalArgumentException("Expected metadata entry '" + key + "', but it is missing");
  }
}
