package io.gantry.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageNameTest {
    @Test
    void whatIsWrongWithAName() {
        for (var good : List.of(
                "busybox",
                "nginx:1.7.9",
                "localhost:5000/team/app:1",
                "registry.example.com/a/b__c/d-e@sha256:" + "a".repeat(64),
                "Registry.Example.com/app",
                "[::1]:5000/app")) {
            assertThat(ImageName.problem(good)).as(good).isNull();
        }
        assertThat(ImageName.problem("Busybox:1"))
                .isEqualTo("invalid reference format: repository name (library/Busybox) must be lowercase");
        for (var bad : List.of("", "app:", ":1", "a//b", "app@sha256:1", "app:ü", "a b", "-app")) {
            assertThat(ImageName.problem(bad)).as(bad).isEqualTo("invalid reference format");
        }
        assertThat(ImageName.problem("a".repeat(256)))
                .isEqualTo("repository name must not be more than 255 characters");
        assertThat(ImageName.problem("a1".repeat(32))).contains("cannot specify 64-byte hexadecimal strings");
    }

    @Test
    void shortNamesAreCompleted() {
        assertThat(ImageName.normalise("busybox")).isEqualTo("docker.io/library/busybox:latest");
        assertThat(ImageName.normalise("nginx:1.7.9")).isEqualTo("docker.io/library/nginx:1.7.9");
        assertThat(ImageName.normalise("library/nginx")).isEqualTo("docker.io/library/nginx:latest");
        assertThat(ImageName.normalise("index.docker.io/nginx")).isEqualTo("docker.io/library/nginx:latest");
        assertThat(ImageName.normalise("me/app:2")).isEqualTo("docker.io/me/app:2");
    }

    @Test
    void hostsStay() {
        assertThat(ImageName.normalise("localhost/x")).isEqualTo("localhost/x:latest");
        assertThat(ImageName.normalise("registry:5000/x")).isEqualTo("registry:5000/x:latest");
        assertThat(ImageName.normalise("ghcr.io/a/b@sha256:00")).isEqualTo("ghcr.io/a/b@sha256:00");
        assertThatThrownBy(() -> ImageName.normalise(" ")).hasMessageContaining("empty");
    }
}
