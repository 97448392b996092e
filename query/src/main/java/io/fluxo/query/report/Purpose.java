package io.fluxo.query.report;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a definition says of the data that it takes, and of where it goes. */
final class Purpose {

  /** Nodes that stay inside the run. */
  private static final List<String> INSIDE =
      List.of(
          "set",
          "clone",
          "logger",
          "condition_if",
          "switch",
          "data_transform",
          "validation",
          "parallel",
          "for_each",
          "delay",
          "retry",
          "fail",
          "manual_trigger");

  private static final int MOST_FIELDS = 200;

  private final Map<?, ?> definition;

  Purpose(Map<?, ?> definition) {
    this.definition = definition;
  }

  String text(String name) {
    return definition.get("description") instanceof String description
        ? name + ": " + description
        : name;
  }

  /** The fields of the input schema, by JSON pointer. */
  List<String> data() {
    List<String> fields = new ArrayList<>();
    fields(definition.get("input"), "", fields);
    return fields;
  }

  private static void fields(@Nullable Object schema, String pointer, List<String> fields) {
    if (!(schema instanceof Map<?, ?> map) || fields.size() >= MOST_FIELDS) {
      return;
    }
    boolean leaf = true;
    if (map.get("properties") instanceof Map<?, ?> properties) {
      leaf = false;
      properties.forEach(
          (name, part) ->
              fields(
                  part,
                  pointer + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1"),
                  fields));
    }
    if (map.get("items") instanceof Map<?, ?> items) {
      leaf = false;
      fields(items, pointer + "/*", fields);
    }
    if (leaf && !pointer.isEmpty() && fields.size() < MOST_FIELDS) {
      fields.add(pointer);
    }
  }

  /** Something that the definition or its settings say; null where they do not. */
  @Nullable String said(String name) {
    Object value = definition.get(name);
    if (value == null && definition.get("settings") instanceof Map<?, ?> settings) {
      value = settings.get(name);
    }
    return value == null ? null : value.toString();
  }

  /** The types of nodes that reach outside, or wait for something from there. */
  SortedSet<String> connectors() {
    SortedSet<String> types = new TreeSet<>();
    for (Map<?, ?> node : nodes()) {
      if (node.get("type") instanceof String type && !INSIDE.contains(type)) {
        types.add(type);
      }
    }
    return types;
  }

  /** The hosts that nodes name; a computed address names none. */
  SortedSet<String> hosts() {
    SortedSet<String> hosts = new TreeSet<>();
    for (Map<?, ?> node : nodes()) {
      if (node.get("config") instanceof Map<?, ?> config) {
        String host = host(config.get("url"));
        if (host != null) {
          hosts.add(host);
        }
      }
    }
    return hosts;
  }

  private List<Map<?, ?>> nodes() {
    List<Map<?, ?>> nodes = new ArrayList<>();
    if (definition.get("nodes") instanceof List<?> list) {
      list.forEach(
          each -> {
            if (each instanceof Map<?, ?> node) {
              nodes.add(node);
            }
          });
    }
    return nodes;
  }

  /** The host of an address; null for what is none. */
  static @Nullable String host(@Nullable Object url) {
    if (!(url instanceof String text)) {
      return null;
    }
    int query = text.indexOf('?');
    String address = query < 0 ? text : text.substring(0, query);
    int path = address.indexOf('/', Math.min(address.length(), "https://".length()));
    try {
      return URI.create(path < 0 ? address : address.substring(0, path)).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
