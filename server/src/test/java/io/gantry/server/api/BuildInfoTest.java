package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static BuildInfo of(Map<String, String> lines) {
        Properties properties = new Properties();
        properties.putAll(lines);
        return BuildInfo.of(properties);
    }

    @Test
    void aRepositoryAnArchiveAndNeither() {
        String placeholder = "$Format:%H %ct$";
        assertThat(of(Map.of("commit", COMMIT, "tree", "dirty", "seconds", "1795899600", "archive", placeholder)))
                .isEqualTo(new BuildInfo(COMMIT, "dirty", "2026-11-28T21:00:00Z"));
        assertThat(of(Map.of("commit", "", "tree", "", "seconds", "", "archive", COMMIT + " 1795899600")))
                .isEqualTo(new BuildInfo(COMMIT, "archive", "2026-11-28T21:00:00Z"));
        assertThat(of(Map.of("commit", "", "tree", "", "seconds", "", "archive", placeholder)))
                .isEqualTo(new BuildInfo("unknown", "", "1970-01-01T00:00:00Z"));
    }

    @Test
    void whatTheBuildLeftIsThere() {
        BuildInfo read = BuildInfo.read();
        assertThat(read.commit()).matches("[0-9a-f]{40}|unknown");
        assertThat(read.treeState()).matches("clean|dirty|archive|");
        assertThat(read.date()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void theFieldsAreThoseOfKubernetesInItsOrder() {
        Map<String, String> version = new BuildInfo(COMMIT, "clean", "2026-11-28T21:00:00Z").version("v1.36.2+gantry");
        assertThat(version.keySet())
                .containsExactly(
                        "major",
                        "minor",
                        "emulationMajor",
                        "emulationMinor",
                        "minCompatibilityMajor",
                        "minCompatibilityMinor",
                        "gitVersion",
                        "gitCommit",
                        "gitTreeState",
                        "buildDate",
                        "goVersion",
                        "compiler",
                        "platform");
        assertThat(version)
                .containsEntry("major", "1")
                .containsEntry("minor", "36")
                .containsEntry("emulationMinor", "36")
                .containsEntry("minCompatibilityMinor", "35")
                .containsEntry("gitVersion", "v1.36.2+gantry")
                .containsEntry("gitCommit", COMMIT);
        assertThat(BuildInfo.architecture("aarch64")).isEqualTo("arm64");
        assertThat(BuildInfo.architecture("amd64")).isEqualTo("amd64");
    }
}
