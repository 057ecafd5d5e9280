package io.github.realtimekit.activesession;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two rules of the structure: what may be in the public package, and that dependencies point down. */
class StructureTest {
    private static final String API = "io.github.realtimekit.activesession";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    private static List<JavaClass> hidden() {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().equals(API))
                .filter(type -> type.isTopLevelClass() && !type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
    }

    @Test
    void onlyAFewHiddenClassesAreBesideThePublicOnes() {
        assertThat(hidden())
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "DefaultActiveSessionClient", "Operation", "ErrorBody", "ErrorResponse", "Fields");
    }

    @Test
    void eachHiddenClassConstructsAPublicType() {
        assertThat(hidden())
                .allSatisfy(type -> assertThat(CLASSES.stream()
                                .filter(part -> part.getName().matches(type.getName() + "(\\$.*)?"))
                                .flatMap(part -> part.getConstructorCallsFromSelf().stream())
                                .map(JavaConstructorCall::getTargetOwner))
                        .as("what %s constructs", type.getSimpleName())
                        .anyMatch(made -> made.getPackageName().equals(API)
                                && made.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    @Test
    void internalsKnowNoPublicType() {
        noClasses()
                .that()
                .resideInAPackage(API + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API)
                .check(CLASSES);
    }

    @Test
    void httpAndJsonDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..internal.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.json..", "..generated..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..internal.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.http..", "..generated..", "okhttp3..")
                .check(CLASSES);
    }
}
