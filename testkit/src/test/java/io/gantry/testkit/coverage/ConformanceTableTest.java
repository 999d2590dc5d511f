package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md}: which test checks the promise of which conformance test of Kubernetes. */
class ConformanceTableTest {
    private static final Path PAGE = Path.of("../docs/conformance.md");

    private static final List<Class<?>> TESTS = List.of(
            AccountConformanceTest.class,
            CustomResourceConformanceTest.class,
            DiscoveryConformanceTest.class,
            FieldsConformanceTest.class,
            KubectlConformanceTest.class,
            ListConformanceTest.class,
            LoopConformanceTest.class,
            ObjectConformanceTest.class,
            PodConformanceTest.class,
            PolicyConformanceTest.class,
            QuotaConformanceTest.class,
            ServiceConformanceTest.class,
            WatchConformanceTest.class);

    /** What no test checks, and why. */
    private static final Map<String, String> OPEN = Map.of();

    private static final String HEAD = """
            # Kubernetes' conformance tests

            Of the 446 conformance tests of Kubernetes 1.36 these need no node: **A** the API server alone, **C** also control loops. For each the
            test of ours that checks what it promises, in our words and code; `ConformanceTableTest` fails when this page says something else
            (`-Dgantry.coverage.write=true` writes it anew).

            """;

    /** The rows, each with its class before its name. */
    private static List<String> rows() {
        return Resources.lines("conformance.txt");
    }

    private static Map<String, String> checked() {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Class<?> test : TESTS) {
            for (Method method : test.getDeclaredMethods()) {
                Conformance conformance = method.getAnnotation(Conformance.class);
                for (String name : conformance == null ? new String[0] : conformance.value()) {
                    String place = test.getSimpleName() + "." + method.getName();
                    assertThat(checked.put(name, place)).as(name).isNull();
                }
            }
        }
        for (String line : Resources.lines("conformance-verbs.txt")) {
            int colon = line.indexOf(": ");
            String place = "ApiCoverageTest of " + line.substring(0, colon);
            assertThat(checked.put(line.substring(colon + 2), place)).as(line).isNull();
        }
        return checked;
    }

    @Test
    void everyNameIsOneOfKubernetes() {
        assertThat(rows()).hasSize(138).doesNotHaveDuplicates();
        Map<String, String> checked = checked();
        List<String> names = rows().stream().map(row -> row.substring(2)).toList();
        assertThat(names).containsAll(checked.keySet());
        assertThat(names.stream().filter(name -> !checked.containsKey(name)))
                .containsExactlyInAnyOrderElementsOf(OPEN.keySet());
    }

    @Test
    void whatIsLeftToTheCoverageIsCovered() {
        List<String> covered = Served.byKubernetes().stream()
                .map(each -> each.groupVersion() + " " + each.name())
                .toList();
        for (String line : Resources.lines("conformance-verbs.txt")) {
            assertThat(covered).contains(line.substring(0, line.indexOf(": ")).split(", ", -1));
        }
    }

    @Test
    void everyTestOfConformanceIsLookedAt() throws Exception {
        Pattern annotated = Pattern.compile("(?m)^ +@Conformance\\(");
        List<String> found = new ArrayList<>();
        try (var files = Files.list(Path.of(
                "src/test/java", ConformanceTableTest.class.getPackageName().replace('.', '/')))) {
            for (Path file : files.sorted().toList()) {
                if (annotated.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertThat(TESTS.stream().map(Class::getSimpleName)).containsExactlyElementsOf(found);
    }

    @Test
    void thePageSaysWhichTestChecksWhat() throws Exception {
        Map<String, String> checked = checked();
        StringBuilder page = new StringBuilder(HEAD);
        page.append(checked.size()).append(" of ").append(rows().size()).append(" are checked.\n\n");
        page.append("| | conformance test | checked by |\n|---|---|---|\n");
        for (String row : rows()) {
            String name = row.substring(2);
            page.append("| ").append(row.charAt(0)).append(" | ").append(name).append(" | ");
            page.append(checked.getOrDefault(name, "not yet: " + OPEN.get(name)))
                    .append(" |\n");
        }
        if (Boolean.getBoolean("gantry.coverage.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(
                        "docs/conformance.md is not what the tests say; mvn -pl testkit -am test -Dtest=ConformanceTableTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dgantry.coverage.write=true writes it anew")
                .isEqualTo(page.toString());
    }
}
