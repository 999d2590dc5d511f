package io.gantry.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.processor.ApiProcessor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptionsTest {
    private static final String TYPE = "io.gantry.api.sample.v1.Lamp";

    @TempDir
    private Path classes;

    /** Compiles a record with the processor; returns what the compiler complains about. */
    private List<String> compile(String comment) throws IOException {
        var source = new SimpleJavaFileObject(URI.create("string:///Lamp.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return """
                        package io.gantry.api.sample.v1;

                        import io.gantry.api.schema.ApiType;
                        import io.gantry.api.schema.Field;
                        import org.jspecify.annotations.Nullable;

                        %s
                        @ApiType
                        public record Lamp(
                                @Field(1) @Nullable String colour,
                                @Field(value = 2, name = "$watts") @Nullable Integer watts,
                                @Field(3) @Nullable Boolean on) {}
                        """.formatted(comment);
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(complaints, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            var task = compiler.getTask(null, files, complaints, List.of(), null, List.of(source));
            task.setProcessors(List.of(new ApiProcessor()));
            task.call();
        }
        return complaints.getDiagnostics().stream()
                .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    private String text() throws IOException {
        return Files.readString(classes.resolve("io/gantry/api/schema/descriptions.txt"));
    }

    @Test
    void whatTheJavadocSaysIsFound() throws IOException {
        assertThat(compile("""
                        /**
                         * Gives light
                         * in the dark.
                         *
                         * <p>Not so {@link String}.
                         *
                         * @param colour What colour it is. White
                         *     when absent.
                         * @param watts How much it draws.
                         */
                        """)).isEmpty();
        Descriptions descriptions = Descriptions.parse(text());

        assertThat(descriptions.find(TYPE, "")).isEqualTo("Gives light in the dark.");
        assertThat(descriptions.find(TYPE, "colour")).isEqualTo("What colour it is. White when absent.");
        assertThat(descriptions.find(TYPE, "$watts")).isEqualTo("How much it draws.");
    }

    @Test
    void whatTheJavadocDoesNotSayIsAbsent() throws IOException {
        assertThat(compile("/** @param colour What colour it is. */")).isEmpty();
        Descriptions descriptions = Descriptions.parse(text());

        assertThat(descriptions.find(TYPE, "")).isNull();
        assertThat(descriptions.find(TYPE, "on")).isNull();
        assertThat(descriptions.find("io.gantry.api.sample.v1.Other", "")).isNull();
        assertThat(descriptions.find(TYPE, "colour")).isEqualTo("What colour it is.");
    }

    @Test
    void aSentenceOfNoComponentIsAnError() throws IOException {
        assertThat(compile("/** @param color What colour it is. */"))
                .singleElement()
                .asString()
                .contains("Lamp says something of color, which is none of its components");
    }

    @Test
    void theFingerprintFollowsTheSentences() throws IOException {
        compile("/** Gives light. */");
        String first = text();
        compile("/** Gives light. */");
        String same = text();
        compile("/** Gives much light. */");
        String other = text();

        assertThat(same).isEqualTo(first);
        assertThat(other.lines().findFirst()).isNotEqualTo(first.lines().findFirst());
    }

    @Test
    void theApisOwnAreInItsJar() {
        assertThat(Descriptions.of(DeploymentType.TYPE)).contains("ReplicaSets");
        assertThat(Descriptions.fingerprint()).matches("[0-9a-f]{16}");
    }
}
