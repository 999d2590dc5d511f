package io.gantry.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ImageNameTest {
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
