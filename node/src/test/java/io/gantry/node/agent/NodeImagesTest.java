package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStateWaiting;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import io.gantry.base.Reason;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SimulatedBehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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

    @Test
    void aPrivateImageIsForPodsWithItsCredentials() throws Exception {
        node.runtime.privateImage(
                "private.example/app:1", PullRequest.Auth.basic("bob", "pw"), SimulatedBehaviour.SERVER);
        node.apply(
                SecretType.KIND,
                "apiVersion: v1\nkind: Secret\nmetadata: {name: reg, namespace: shop}\ntype: kubernetes.io/dockerconfigjson\n"
                        + "data: {.dockerconfigjson: "
                        + Base64.getEncoder()
                                .encodeToString(
                                        "{\"auths\":{\"private.example\":{\"username\":\"bob\",\"password\":\"pw\"}}}"
                                                .getBytes(StandardCharsets.UTF_8))
                        + "}");
        node.pod("imagePullSecrets: [{name: reg}]\ncontainers: [{name: a, image: \"private.example/app:1\"}]");
        node.untilPod(AgentFixture::ready);

        stranger("asks", "IfNotPresent");
        node.until(() -> waits("asks", "ErrImagePull"));
        stranger("waits", "Never");
        node.until(() -> waits("waits", "ErrImageNeverPull"));
        assertThat(node.events).anyMatch(event -> event.contains("credentials that this pod does not have"));

        node.apply(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: friend, namespace: shop}\nspec: {nodeName: n1,"
                        + " imagePullSecrets: [{name: reg}], containers: [{name: a, image: \"private.example/app:1\"}]}");
        node.until(() -> node.client
                .find(PodType.KIND, "shop", "friend")
                .filter(AgentFixture::ready)
                .isPresent());
        assertThat(node.events)
                .contains("Pulled: Container image \"private.example/app:1\" already present on machine and can be"
                        + " accessed by the pod");
    }

    private void stranger(String name, String policy) {
        node.apply(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name
                        + ", namespace: shop}\nspec: {nodeName: n1, containers:"
                        + " [{name: a, image: \"private.example/app:1\", imagePullPolicy: " + policy + "}]}");
    }

    private boolean waits(String name, String reason) {
        return node.client
                .find(PodType.KIND, "shop", name)
                .filter(pod -> AgentFixture.waits(pod).equals(reason))
                .isPresent();
    }
}
