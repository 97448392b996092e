package io.fluxo.command.workflow;

import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Payload;
import org.springframework.stereotype.Component;

/** Reads definitions and finds all their mistakes. */
@Component
public class DefinitionParser {

  private final NodeTypeCheck types;
  private final InputSchemaCheck inputSchemas = new InputSchemaCheck();

  /** A parser of definitions made of the given types. */
  public DefinitionParser(NodeTypes types) {
    this.types = new NodeTypeCheck(types);
  }

  /**
   * Reads a definition.
   *
   * @param source JSON or YAML
   * @throws io.fluxo.messages.rejection.Rejection TOO_LARGE, or INVALID_INPUT with every mistake,
   *     its pointer, line and column
   */
  public ParsedDefinition parse(String source) {
    Located text = SourceText.read(source);
    Problems problems = new Problems(text.spot());
    Definition definition = DefinitionReader.read(text.value(), problems);
    types.check(definition, problems);
    Triggers.check(definition, problems);
    inputSchemas.check(definition.input(), problems);
    Regions.check(Graph.check(definition, problems), problems);
    problems.throwIfAny();
    return new ParsedDefinition(
        definition,
        source,
        Payload.of(text.value()),
        CanonicalJson.hash(text.value()),
        Triggers.bindings(definition));
  }

  /**
   * Reads a definition that was found valid when it was published, whatever types are installed
   * now.
   *
   * @throws IllegalStateException when the tree is no definition
   */
  static Definition stored(Payload tree) {
    Problems problems = new Problems(Spot.NONE);
    Definition definition = DefinitionReader.read(tree.json(), problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Expected a published definition, but it does not read");
    }
    return definition;
  }
}
