package io.gantry.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what is tested here, to the letter. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src/test/java/io/gantry/testkit/examples");

    @ParameterizedTest
    @ValueSource(strings = {"Fabric8Test", "OfficialClientTest", "OperatorTest"})
    void theReadmeShowsTheExample(String name) throws Exception {
        String source = Files.readString(SOURCES.resolve(name + ".java"));
        String example = source.substring(source.indexOf("@GantryTest")).strip();

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "\n```");
    }
}
