package io.fluxo.api.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The laws of the house, for the house itself and for the guilty sample that breaks each. */
final class Laws {

  static final List<String> ROOMS =
      List.of("messages", "command", "saga", "query", "connectors", "api");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.util.concurrent.ThreadLocalRandom.current");

  private Laws() {}

  /**
   * All laws by their names.
   *
   * @param base the package that holds the rooms
   */
  static Map<String, ArchRule> under(String base) {
    Map<String, ArchRule> laws = new LinkedHashMap<>();
    laws.put("rooms meet only through messages", rooms(base));
    laws.put("features are acyclic", acyclic(base));
    laws.put("deciding is pure", decidingIsPure(base));
    laws.put("expressions know no framework", expressions(base));
    laws.put("nobody asks the wall clock", clock(base));
    laws.put("messages know no framework", messages(base));
    laws.put("only some send commands", senders(base));
    laws.put("only sagas and the edge ask for deadlines", deadlines(base));
    laws.put("aggregates stay at home", aggregates(base));
    return laws;
  }

  private static ArchRule rooms(String base) {
    LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS) {
      house = house.layer(room).definedBy(base + "." + room + "..");
    }
    house = house.whereLayer("messages").mayNotAccessAnyLayer();
    for (String room : ROOMS.subList(1, ROOMS.size())) {
      house = house.whereLayer(room).mayOnlyAccessLayers("messages");
    }
    return house;
  }

  private static ArchRule acyclic(String base) {
    return slices()
        .matching(base + ".(messages|command|saga|query|connectors|api).(*)..")
        .should()
        .beFreeOfCycles();
  }

  private static ArchRule decidingIsPure(String base) {
    return classes()
        .that()
        .resideInAPackage(base + ".command..")
        .and()
        .haveNameMatching(".*(Decisions|Facts|State|Plan)")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are plain Java, JSON trees, messages or of the write side",
                type ->
                    type.getPackageName().equals("java.lang")
                        || type.getPackageName().startsWith("java.util")
                        || type.getPackageName().startsWith("java.time")
                        || type.getPackageName().startsWith("java.math")
                        || type.getPackageName().startsWith("java.io")
                        || type.getPackageName().startsWith("java.nio.charset")
                        || type.getPackageName().startsWith("java.security")
                        || type.getPackageName().startsWith("com.fasterxml.jackson")
                        || type.getPackageName().startsWith("org.jspecify")
                        || type.getPackageName().startsWith("org.pcollections")
                        || within(type.getPackageName(), base + ".messages")
                        || within(type.getPackageName(), base + ".command")
                        || type.isPrimitive()
                        || type.isArray()))
        .allowEmptyShould(true);
  }

  private static ArchRule expressions(String base) {
    return noClasses()
        .that()
        .resideInAPackage(base + ".command.expression..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "org.axonframework..", "java.sql..", "java.net..");
  }

  private static ArchRule clock(String base) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".api.boot..")
        .should()
        .callMethodWhere(AMBIENT);
  }

  private static final DescribedPredicate<JavaCall<?>> AMBIENT =
      describe(
          "it reads the time or chance of the machine",
          call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            return CLOCKS.contains(owner + "." + name)
                || owner.startsWith("java.time.") && name.equals("now") && !isClockArgument(call)
                || owner.equals("java.time.Clock") && name.startsWith("system")
                || owner.equals("java.time.InstantSource") && name.equals("system");
          });

  private static boolean isClockArgument(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static ArchRule messages(String base) {
    return classes()
        .that()
        .resideInAPackage(base + ".messages..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "",
            "com.fasterxml.jackson..",
            "org.axonframework.modelling.command..",
            "org.axonframework.serialization..",
            "org.jspecify..",
            base + ".messages..");
  }

  private static ArchRule senders(String base) {
    return noClasses()
        .that()
        .resideInAnyPackage(base + ".messages..", base + ".command..", base + ".query..")
        // Open work and triggers wake the deciding; they do not decide.
        .and()
        .resideOutsideOfPackages(base + ".command.work..", base + ".command.trigger..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("CommandGateway");
  }

  private static ArchRule deadlines(String base) {
    return noClasses()
        .that()
        .resideInAnyPackage(base + ".messages..", base + ".query..", base + ".connectors..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("DeadlineManager");
  }

  private static ArchRule aggregates(String base) {
    return classes()
        .that()
        .resideInAPackage(base + ".command..")
        .and(
            describe(
                "have an aggregate identifier",
                type -> type.getFields().stream().anyMatch(Laws::isAggregateIdentifier)))
        .should()
        .bePackagePrivate()
        .allowEmptyShould(true);
  }

  private static boolean isAggregateIdentifier(JavaMember field) {
    return field.isAnnotatedWith("org.axonframework.modelling.command.AggregateIdentifier");
  }

  private static boolean within(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
