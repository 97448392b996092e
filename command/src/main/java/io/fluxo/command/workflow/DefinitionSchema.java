package io.fluxo.command.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The JSON Schema of definitions: the common part is a file, the config of each installed type is
 * put in.
 */
final class DefinitionSchema {

  static final String FILE = "/schema/workflow.schema.json";
  private static final String PLACEHOLDER_PATTERN = "\\$\\{";

  private DefinitionSchema() {}

  static String compose(NodeTypes types) {
    ObjectMapper mapper = Json.mapper();
    try (InputStream in =
        Objects.requireNonNull(DefinitionSchema.class.getResourceAsStream(FILE), FILE)) {
      ObjectNode schema = (ObjectNode) mapper.readTree(in);
      ObjectNode definitions = (ObjectNode) schema.get("$defs");
      ObjectNode node = (ObjectNode) definitions.get("node");
      ArrayNode names = ((ObjectNode) node.get("properties").get("type")).putArray("enum");
      ArrayNode choices = node.putArray("allOf");
      for (NodeType type : types.all()) {
        names.add(type.type());
        String name = "config_" + type.type();
        definitions.set(name, config(type, mapper));
        ObjectNode choice = choices.addObject();
        choice.putObject("if").putObject("properties").putObject("type").put("const", type.type());
        choice
            .putObject("then")
            .putObject("properties")
            .putObject("config")
            .put("$ref", "#/$defs/" + name);
      }
      if (names.isEmpty()) {
        ((ObjectNode) node.get("properties").get("type")).remove("enum");
        node.remove("allOf");
      }
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode config(NodeType type, ObjectMapper mapper)
      throws JsonProcessingException {
    ObjectNode config = (ObjectNode) mapper.readTree(type.configSchema());
    config.remove("$schema");
    // Its own id keeps the references inside of it, #/…, pointing into it.
    config.put("$id", "urn:fluxo:node:" + type.type());
    config.putIfAbsent("description", config.textNode(type.summary()));
    if (config.get("properties") instanceof ObjectNode properties) {
      for (String name : properties.propertyStream().map(entry -> entry.getKey()).toList()) {
        if (!type.rawConfig().contains(name)) {
          // An entry that is resolved later may be written as a placeholder.
          ArrayNode either = config.arrayNode();
          either.add(properties.get(name));
          either.addObject().put("type", "string").put("pattern", PLACEHOLDER_PATTERN);
          properties.putObject(name).set("anyOf", either);
        }
      }
    }
    return config;
  }
}
