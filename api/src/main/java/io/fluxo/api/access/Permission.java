package io.fluxo.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a caller may be allowed to do. Roles hold some of them; the scopes of a key are some. */
public enum Permission {
  WORKFLOWS_READ("workflows:read", "read workflows, their versions and the node types"),
  WORKFLOWS_WRITE("workflows:write", "publish, draft and archive workflows"),
  RUNS_READ("runs:read", "see runs, their steps and logs, and statistics"),
  RUNS_START("runs:start", "start runs"),
  RUNS_CONTROL("runs:control", "cancel runs"),
  RUNS_RESOLVE("runs:resolve", "settle steps whose outcome is unknown"),
  TASKS_READ("tasks:read", "see human tasks"),
  TASKS_WORK("tasks:work", "claim and answer human tasks"),
  TASKS_MANAGE("tasks:manage", "see all human tasks, create them and give them to people"),
  EVENTS_READ("events:read", "read what is stored of the whole workspace"),
  EVENTS_SEND("events:send", "send events to waiting runs and event triggers"),
  LOG_READ("log:read", "see checkpoints of the log, proofs, and what checks found"),
  LOG_MANAGE("log:manage", "have events checked against the log, and its key rotated"),
  LOCKS_READ("locks:read", "see who holds which lock"),
  LOCKS_USE("locks:use", "acquire, renew and release locks"),
  EVIDENCE_READ("evidence:read", "fetch and verify evidence packs, and read who signs them"),
  EVIDENCE_MANAGE("evidence:manage", "choose the certificate that signs evidence"),
  AUDIT_READ("audit:read", "see who did what, export it, and read compliance reports"),
  DATA_UNMASKED("data:unmasked", "see personal data where others see ***"),
  SECRETS_READ("secrets:read", "list the names of secrets; nobody reads their values"),
  SECRETS_WRITE("secrets:write", "set and remove secrets"),
  DEPENDENCIES_RESET("dependencies:reset", "let steps talk again to what was held up"),
  PRIVACY_MANAGE("privacy:manage", "find, report and erase what is held of people, and keep it"),
  KEYS_MANAGE("keys:manage", "create, list and revoke API keys"),
  MEMBERS_READ("members:read", "list the people of the tenant"),
  MEMBERS_MANAGE("members:manage", "add, change and remove people"),
  WORKSPACES_MANAGE("workspaces:manage", "add workspaces"),
  TENANTS_MANAGE("tenants:manage", "add and suspend tenants, without seeing what is theirs"),
  SYSTEM_OBSERVE("system:observe", "see metrics of the installation"),
  SYSTEM_REPAIR("system:repair", "see, retry and discard what could not be dealt with"),
  SYSTEM_ROTATE("system:rotate", "rotate the key under which everything is sealed");

  private final String text;
  private final String summary;

  Permission(String text, String summary) {
    this.text = text;
    this.summary = summary;
  }

  /** The name that keys and answers use: {@code thing:verb}. */
  @JsonValue
  public String text() {
    return text;
  }

  /** What it allows, to follow "may". */
  public String summary() {
    return summary;
  }

  /**
   * The permission of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Permission of(String text) {
    for (Permission each : values()) {
      if (each.text.equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("There is no permission of that name");
  }
}
