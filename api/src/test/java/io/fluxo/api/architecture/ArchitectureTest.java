package io.fluxo.api.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The house obeys its laws. A plain test factory on purpose: ArchUnit's own engine was seen to run
 * no test at all, and to succeed, under some versions of Surefire.
 */
class ArchitectureTest {

  private static final String BASE = "io.fluxo";
  private static final String GUILTY = BASE + ".api.architecture.guilty";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  private static final JavaClasses GUILTY_HOUSE = new ClassFileImporter().importPackages(GUILTY);

  @TestFactory
  Stream<DynamicTest> theHouseObeys() {
    return Laws.under(BASE).entrySet().stream()
        .map(law -> dynamicTest(law.getKey(), () -> law.getValue().check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> eachLawCanBeBroken() {
    return Laws.under(GUILTY).entrySet().stream()
        .map(
            law ->
                dynamicTest(
                    law.getKey(),
                    () ->
                        assertThatThrownBy(() -> law.getValue().check(GUILTY_HOUSE))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("was violated")));
  }

  /** An empty house obeys every law. */
  @Test
  void everyRoomIsSeen() {
    assertThat(Laws.ROOMS)
        .allSatisfy(
            room ->
                assertThat(HOUSE.stream().map(JavaClass::getPackageName))
                    .anyMatch(name -> (name + ".").startsWith(BASE + "." + room + ".")));
  }

  /** A class outside the rooms would escape every law; only the main class may. */
  @Test
  void nothingLivesOutsideTheRooms() {
    assertThat(HOUSE.stream().filter(type -> type.getPackageName().equals(BASE)))
        .extracting(JavaClass::getSimpleName)
        .containsOnly("Application", "package-info");
    assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
        .allMatch(
            name ->
                name.equals(BASE)
                    || Laws.ROOMS.stream()
                        .anyMatch(room -> (name + ".").startsWith(BASE + "." + room + ".")));
  }
}
