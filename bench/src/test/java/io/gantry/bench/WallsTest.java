package io.gantry.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls of docs/architecture.md, package by package. The build's enforcer keeps a module from seeing another one at all;
 * this adds what is finer than a module, and the habits that hold everywhere.
 */
class WallsTest {
    private static final String ALL = "io.gantry";

    /** What each module may use of the others; a trailing {@code ..} includes the packages below. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("base", List.of()),
            Map.entry("api", List.of("base..")),
            Map.entry("store", List.of("base..")),
            Map.entry("client", List.of("base..", "api..")),
            Map.entry("pki", List.of("base..", "api..")),
            // Of the client its interface and what a node answers, not transports, informers or queues.
            Map.entry("server", List.of("base..", "api..", "store..", "client", "client.node")),
            Map.entry("controllers", List.of("base..", "api..", "client..")),
            Map.entry("scheduler", List.of("base..", "api..", "client..")),
            Map.entry("node", List.of("base..", "api..", "client..", "scheduler.fit..")),
            Map.entry("network", List.of("base..", "api..", "client..")),
            Map.entry(
                    "controlplane",
                    List.of(
                            "base..",
                            "api..",
                            "store..",
                            "client..",
                            "pki..",
                            "server..",
                            "controllers..",
                            "scheduler..")),
            Map.entry(
                    "testkit",
                    List.of("base..", "api..", "store..", "client..", "pki..", "server..", "node..", "controlplane..")),
            Map.entry("program", List.of("..")),
            Map.entry("bench", List.of("..")));

    private static JavaClasses classes;

    @BeforeAll
    static void readAllClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ALL);
    }

    static Set<String> modules() {
        return new TreeSet<>(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyWhatItMay(String module) {
        wall(module, MAY_USE.getOrDefault(module, List.of())).check(classes);
    }

    @Test
    void everyModuleHasItsWalls() {
        var found = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ALL + "."))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toSet());
        // A class from each module that has code is on this test's class path.
        assertThat(found)
                .contains("base", "api", "store", "client", "pki", "controlplane", "testkit", "program", "bench");
        assertThat(MAY_USE.keySet()).containsAll(found);
    }

    @Test
    void aBreachIsSeen() {
        assertThatThrownBy(() -> wall("program", List.of("base..", "command..")).check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.gantry.pki");
    }

    @Test
    void timeAndRandomnessComeFromBase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ALL + ".base..")
                .should()
                .callMethodWhere(target(Thread.class, "sleep"))
                .orShould()
                .callMethodWhere(target(System.class, "currentTimeMillis", "nanoTime"))
                .orShould()
                .callMethodWhere(target(Instant.class, "now"))
                .orShould()
                .callMethodWhere(target(Clock.class, "systemUTC", "systemDefaultZone"))
                .orShould()
                .callMethodWhere(target(Math.class, "random"))
                .orShould()
                .callConstructor(Random.class)
                .because("a whole cluster must run on virtual time from a seed: take io.gantry.base.Time and a"
                        + " RandomGenerator")
                .check(classes);
    }

    private static DescribedPredicate<JavaMethodCall> target(Class<?> owner, String... methods) {
        var names = Set.of(methods);
        return describe(
                owner.getSimpleName() + "." + String.join("|", new TreeSet<>(names)),
                call -> call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName()));
    }

    private static ArchRule wall(String module, List<String> allowed) {
        var own = ALL + "." + module + "..";
        var reachable = resideInAPackage(own)
                .or(resideInAnyPackage(allowed.stream()
                        .map(name -> name.equals("..") ? ALL + ".." : ALL + "." + name)
                        .toArray(String[]::new)));
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage(ALL + "..").and(DescribedPredicate.not(reachable)))
                .allowEmptyShould(true)
                .as("module " + module + " uses only " + allowed);
    }
}
