package io.fluxo.command.humantask;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks people for something and waits for what they say. The engine executes it. */
@Component
final class HumanTaskNode implements NodeType {

  private static final String PEOPLE =
      """
      {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "users": {
            "type": ["array", "string"],
            "description": "Ids or e-mail addresses of accounts."
          },
          "roles": {"type": ["array", "string"], "description": "Names of roles, as agent or manager."}
        }
      }
      """;

  private static final String DEADLINE =
      """
      {
        "type": "object",
        "additionalProperties": false,
        "required": ["within"],
        "properties": {
          "within": {"type": "string", "description": "How long after the task was asked for, for example 4h or 2d: working time, where there is a calendar."},
          "remind": {
            "type": "array", "maxItems": 20,
            "items": {"type": "string"},
            "description": "How long before the deadline people are reminded."
          },
          "escalate": {
            "type": "array", "maxItems": 20,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["do"],
              "properties": {
                "after": {"type": "string", "description": "How long after the deadline; at once without it."},
                "do": {"enum": ["notify", "reassign", "raise_priority", "expire"]},
                "to": %s
              }
            }
          }
        }
      }
      """
          .formatted(PEOPLE);

  @Override
  public String type() {
    return "human_task";
  }

  @Override
  public Effect effect() {
    return Effect.WAITING;
  }

  @Override
  public String summary() {
    return "Asks people to approve, check, decide or fill in something, and goes on with what they say.";
  }

  @Override
  public Set<String> branches() {
    return Set.of("*");
  }

  @Override
  public String configSchema() {
    return """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "additionalProperties": false,
      "required": ["kind", "title"],
      "properties": {
        "kind": {"enum": ["approval", "validation", "decision", "form"]},
        "title": {"type": "string", "minLength": 1, "description": "What people read in their list."},
        "description": {"type": "string"},
        "candidates": %1$s,
        "exclude": {
          "type": ["array", "string"],
          "description": "Who may not answer, for example ${run.startedBy} or ${nodes.review.output.by}."
        },
        "external": {
          "type": ["array", "string"],
          "description": "E-mail addresses of people without an account; each gets a link that is good for one answer."
        },
        "priority": {"type": ["integer", "string"], "description": "0 to 9, 9 first; 5 without it."},
        "options": {
          "type": ["array", "string"],
          "description": "What can be decided: texts, or {value, label}. The value is the branch."
        },
        "form": {"type": ["object", "string"], "description": "{schema, ui, data}: the form to fill in."},
        "quorum": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "approvals": {"type": ["integer", "string"], "description": "How many have to say yes."},
            "of": {"type": ["integer", "string"], "description": "How many are asked at most."},
            "veto": {"type": "boolean", "description": "Whether one no is enough."}
          }
        },
        "sla": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "calendar": {"type": "string", "description": "A business calendar, for example br; without it all hours count."},
            "start": %2$s,
            "complete": %2$s
          }
        },
        "search": {
          "type": ["object", "string"],
          "description": "Fields by which the task can be found: names and texts."
        },
        "attachments": {
          "type": "object",
          "additionalProperties": false,
          "required": ["types"],
          "properties": {
            "types": {"type": "array", "items": {"type": "string"}, "description": "Media types, also as image/*."},
            "maxFiles": {"type": "integer", "minimum": 1, "maximum": 20},
            "maxBytes": {"type": "integer", "minimum": 1, "maximum": 10485760}
          }
        },
        "skippable": {"type": "boolean"}
      }
    }
    """
        .formatted(PEOPLE, DEADLINE);
  }
}
