package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.PullRequest.Auth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulledImagesTest {
    private static final String IMAGE = "reg.example/team/app:1";
    private static final Auth BOB = Auth.basic("bob", "secret");
    private static final Auth EVE = Auth.basic("eve", "guess");

    @TempDir
    Path directory;

    private PulledImages known;

    @BeforeEach
    void open() throws IOException {
        known = PulledImages.open(directory);
    }

    @Test
    void whatWasNeverPulledIsForAll() {
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isNull();
    }

    @Test
    void whatWasPulledWithCredentialsIsForThoseWhoHaveThem() throws IOException {
        pull(IMAGE, "sha256:1", BOB);
        for (int run = 0; run < 2; run++) {
            assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE)))
                    .containsExactly(PulledImages.hash(BOB))
                    .doesNotContain(PulledImages.hash(EVE));
            assertThat(known.credentialsFor(
                            "reg.example/team/app:2", image("sha256:1", IMAGE, "reg.example/team/app:2")))
                    .as("another tag of the same repository")
                    .isNotNull();
            assertThat(known.credentialsFor("sha256:1", image("sha256:1", IMAGE)))
                    .as("the bare id")
                    .isEmpty();
            open();
        }
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                assertThat(file).content().doesNotContain("secret").doesNotContain("bob");
            }
        }
    }

    @Test
    void thereMayBeSeveralAndInTheEndNone() throws IOException {
        pull(IMAGE, "sha256:1", BOB);
        pull(IMAGE, "sha256:1", EVE);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE)))
                .containsExactlyInAnyOrder(PulledImages.hash(BOB), PulledImages.hash(EVE));
        pull(IMAGE, "sha256:1", null);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isNull();
    }

    @Test
    void theSameImageImportedUnderAnotherNameStaysForAll() throws IOException {
        pull(IMAGE, "sha256:1", BOB);
        var both = image("sha256:1", IMAGE, "docker.io/library/app:1");
        assertThat(known.credentialsFor("app:1", both)).isNull();
        assertThat(known.credentialsFor("other:1", both)).isEmpty();
    }

    @Test
    void whatAPullBroughtThatWasCutOffIsNobodysUntilOneSucceeds() throws IOException {
        known.begin(IMAGE, Optional.empty());
        open();
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isEmpty();
        known.begin(IMAGE, Optional.of(image("sha256:1", IMAGE)));
        known.failed(IMAGE);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE)))
                .as("somebody whom the registry refuses changes nothing")
                .isEmpty();
        open();
        pull(IMAGE, "sha256:1", BOB);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).containsExactly(PulledImages.hash(BOB));
    }

    @Test
    void aPullLeavesAnImportedImageToAll() throws IOException {
        var imported = image("sha256:1", IMAGE);
        known.begin(IMAGE, Optional.of(imported));
        assertThat(known.credentialsFor(IMAGE, imported)).as("while it goes on").isNull();
        assertThat(known.credentialsFor(IMAGE, image("sha256:2", IMAGE)))
                .as("what it brings")
                .isEmpty();
        open();
        assertThat(known.credentialsFor(IMAGE, imported))
                .as("when it was cut off")
                .isNull();
    }

    @Test
    void aFailedPullLeavesNothing() throws IOException {
        known.begin(IMAGE, Optional.empty());
        known.begin(IMAGE, Optional.empty());
        known.failed(IMAGE);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE)))
                .as("another goes on")
                .isEmpty();
        known.failed(IMAGE);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isNull();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anAbandonedPullMayYetSucceed() throws IOException {
        known.begin(IMAGE, Optional.empty());
        known.abandoned(IMAGE);
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isEmpty();
        open();
        assertThat(known.credentialsFor(IMAGE, image("sha256:1", IMAGE))).isEmpty();
    }

    @Test
    void aPullThatCannotBeWrittenDownDoesNotBegin() throws IOException {
        Files.delete(directory);
        assertThatThrownBy(() -> known.begin(IMAGE, Optional.empty())).isInstanceOf(IOException.class);
        Files.createDirectory(directory);
        known.begin(IMAGE, Optional.empty());
        assertThat(directory).isNotEmptyDirectory();
    }

    @Test
    void aDamagedFileLetsNobodyIn() throws IOException {
        pull(IMAGE, "sha256:1", null);
        try (var files = Files.list(directory)) {
            Files.writeString(files.findFirst().orElseThrow(), "{");
        }
        open();
        assertThat(known.credentialsFor("sha256:1", image("sha256:1", IMAGE))).isEmpty();
    }

    private void pull(String image, String id, Auth auth) throws IOException {
        known.begin(image, Optional.empty());
        known.succeeded(image, id, auth);
    }

    private static ImageInfo image(String id, String... tags) {
        return new ImageInfo(id, List.of(tags), List.of(), 1, null, "", false);
    }
}
