package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStateWaiting;
import io.gantry.base.Reason;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SimulatedBehaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Images that are there, come late, or never. As root: volumes are mounted. */
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "mounts file systems")
final class NodeImagesTest {
    @TempDir
    Path directory;

    private AgentFixture node;

    @BeforeEach
    void start() throws Exception {
        node = new AgentFixture(directory.toRealPath());
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    private ContainerStateWaiting waiting() {
        return node.pod()
                .orElseThrow()
                .status()
                .containerStatuses()
                .getFirst()
                .state()
                .waiting();
    }

    private void until(String reason) {
        node.untilPod(pod -> AgentFixture.waits(pod).equals(reason));
    }

    private void registryRefuses() {
        node.runtime.failingImage(
                "far", new RuntimeFailure(RuntimeFailure.Kind.FAILED, new Reason("ErrImagePull", "no route")));
    }

    @Test
    void aPulledImageIsToldWithItsTimeAndSize() {
        node.runtime.registryImage("near", Duration.ofMillis(1500), SimulatedBehaviour.SERVER);
        node.pod("containers: [{name: a, image: near}]");
        node.untilPod(AgentFixture::ready);
        assertThat(node.events.getFirst()).isEqualTo("Pulling: Pulling image \"near\"");
        assertThat(node.events.get(1))
                .matches("Pulled: Successfully pulled image \"near\" in [0-9.]+s \\([0-9.]+s including waiting\\)\\."
                        + " Image size: [0-9]+ bytes\\.");
    }

    @Test
    void aRegistryThatRefusesIsLeftAloneLongerAndLonger() {
        registryRefuses();
        node.pod("containers: [{name: a, image: far}]");
        until("ErrImagePull");
        assertThat(waiting().message()).isEqualTo("no route");
        until("ImagePullBackOff");
        assertThat(waiting().message()).isEqualTo("Back-off pulling image \"far\": ErrImagePull: no route");
        assertThat(node.events)
                .contains(
                        "Failed: Failed to pull image \"far\": no route",
                        "Failed: Error: ErrImagePull",
                        "BackOff: Back-off pulling image \"far\"",
                        "Failed: Error: ImagePullBackOff");
        Instant begun = node.time.now();
        node.until(() -> Duration.between(begun, node.time.now()).toMinutes() >= 3);
        assertThat(node.events.stream().filter(event -> event.startsWith("Pulling:")))
                .as("at 0, 10, 30, 70 and 150 seconds, or a little later")
                .hasSizeBetween(4, 5);
    }

    @Test
    void anImageThatIsImportedMeanwhileIsSeenSoon() {
        registryRefuses();
        node.pod("containers: [{name: a, image: far}]");
        until("ImagePullBackOff");
        Instant begun = node.time.now();
        node.until(() -> Duration.between(begun, node.time.now()).toMinutes() >= 5); // the next pull is minutes away
        Instant imported = node.time.now();
        node.runtime.image("far", SimulatedBehaviour.SERVER);
        node.untilPod(AgentFixture::ready);
        assertThat(Duration.between(imported, node.time.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void anImageThatMayNotBePulled() {
        node.pod("containers: [{name: a, image: absent, imagePullPolicy: Never}]");
        until("ErrImageNeverPull");
        assertThat(node.events)
                .contains(
                        "ErrImageNeverPull: Container image \"absent\" is not present with pull policy of Never",
                        "Failed: Error: ErrImageNeverPull");
    }

    @Test
    void aNameThatIsNone() {
        node.pod("containers: [{name: a, image: \"Up:1\"}]");
        until("InvalidImageName");
        String message = "Failed to apply default image tag \"Up:1\": couldn't parse image name \"Up:1\":"
                + " invalid reference format: repository name (library/Up) must be lowercase";
        assertThat(waiting().message()).isEqualTo(message);
        assertThat(node.events).contains("InspectFailed: " + message, "Failed: Error: InvalidImageName");
    }

    @Test
    void credentialsThatAreMissingAreTold() {
        node.runtime.registryImage("near", Duration.ZERO, SimulatedBehaviour.SERVER);
        node.pod("imagePullSecrets: [{name: gone}]\ncontainers: [{name: a, image: near}]");
        node.untilPod(AgentFixture::ready);
        assertThat(node.events)
                .contains("FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (gone);"
                        + " attempting to pull the image may not succeed.");
    }
}
