package io.fluxo.command.node;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins runs for requests from outside. The edge verifies and answers them by these settings. */
@Component
final class WebhookTriggerNode extends TriggerNode {

  @Override
  public String type() {
    return "webhook_trigger";
  }

  @Override
  public String summary() {
    return "Begins a run for every request to an endpoint, with its signature verified.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"endpoint\"",
        """
        "endpoint": {
          "type": "string",
          "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$",
          "description": "The last part of the address, unique in the workspace."
        },
        "verify": {
          "type": "object",
          "additionalProperties": false,
          "required": ["scheme", "header", "secret"],
          "description": "How requests prove where they come from; others are refused.",
          "properties": {
            "scheme": {"const": "hmac", "description": "A keyed hash of the request."},
            "header": {
              "type": "string",
              "pattern": "^[A-Za-z0-9-]{1,64}$",
              "description": "The header with the signature, for example X-Hub-Signature-256."
            },
            "algorithm": {"enum": ["sha256", "sha1", "sha512"], "default": "sha256"},
            "encoding": {"enum": ["hex", "base64"], "default": "hex"},
            "prefix": {
              "type": "string",
              "maxLength": 32,
              "description": "What stands before the signature in the header, for example sha256=. In a header with t=... it is v1= unless given."
            },
            "secret": {
              "type": "string",
              "minLength": 1,
              "maxLength": 512,
              "description": "The shared secret, as ${secrets.name}."
            },
            "secretEncoding": {
              "enum": ["text", "base64"],
              "default": "text",
              "description": "How the secret is written; base64 may begin with whsec_."
            },
            "signedContent": {
              "type": "string",
              "maxLength": 256,
              "anyOf": [{"enum": ["body", "timestamp.body"]}, {"pattern": "\\\\{body\\\\}"}],
              "default": "body",
              "description": "What is signed: body, timestamp.body, or a text with {body}, {timestamp} and {header:Name}. With a time the header reads t=...,v1=... unless timestampHeader is given."
            },
            "timestampHeader": {
              "type": "string",
              "pattern": "^[A-Za-z0-9-]{1,64}$",
              "description": "The header with the time of the signature in seconds."
            },
            "toleranceSeconds": {
              "type": "integer",
              "minimum": 1,
              "maximum": 86400,
              "default": 300,
              "description": "How old a signed time may be."
            }
          }
        },
        "verifyToken": {
          "type": "string",
          "minLength": 1,
          "maxLength": 512,
          "description": "Answers Meta's verification by GET (hub.challenge) where hub.verify_token is this."
        },
        "idempotency": {
          "type": "object",
          "additionalProperties": false,
          "description": "Where a request says which event it is, so that a repeated one starts nothing.",
          "properties": {
            "header": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"},
            "path": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000,
              "description": "JSONata over the body."
            },
            "window": {
              "type": "string",
              "pattern": "^[1-9][0-9]{0,2}[hd]$",
              "default": "3d",
              "description": "How long an event is remembered, in hours or days."
            }
          },
          "oneOf": [{"required": ["header"]}, {"required": ["path"]}]
        },
        "respond": {
          "type": "object",
          "additionalProperties": false,
          "description": "The answer to an accepted request; 202 with the id of the run without it.",
          "properties": {
            "status": {"type": "integer", "minimum": 200, "maximum": 299},
            "body": {"description": "Any JSON, given as it stands; a text is given as plain text."}
          }
        }
        """);
  }

  @Override
  public Set<String> secretEntries() {
    return Set.of("/verify/secret", "/verifyToken");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("endpoint", "verify", "verifyToken", "idempotency", "respond");
  }
}
