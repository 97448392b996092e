package io.fluxo.api.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every example is published over HTTP and run, just as a user would. */
@ExtendWith(Fluxo.class)
class ExamplesTest {

  @BeforeAll
  static void publishAll(User user) {
    for (String name : Examples.names()) {
      user.publish(Examples.text(name));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyExampleGivesWhatItPromises(User user) {
    SpecialRuns special = new SpecialRuns(user);
    ProviderRuns providers = new ProviderRuns(user);
    return Examples.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      if (Examples.hasCases(name)) {
                        runCases(user, name);
                      } else if (!special.run(name) && !providers.run(name)) {
                        fail("Nobody runs the example " + name);
                      }
                    }));
  }

  @Test
  void everyFileIsNamedAsItsWorkflowAndListed(User user) {
    List<String> names = Examples.names();
    assertThat(names).hasSizeGreaterThanOrEqualTo(13);
    for (String name : names) {
      assertThat(Examples.text(name)).contains("\nid: " + name + "\n").startsWith("# ");
      assertThat(Examples.readme()).contains("[" + name + ".yaml](" + name + ".yaml)");
      assertThat(user.get("/api/v1/workflows/" + name).status()).isEqualTo(200);
    }
  }

  private static void runCases(User user, String name) {
    JsonNode cases = Examples.casesOf(name);
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      JsonNode run = user.run(name, each.path("input"));
      assertThat(run.path("status").asText()).as("%s", run).isEqualTo("completed");
      assertThat(run.path("output")).isEqualTo(each.path("output"));
    }
  }
}
