package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.pod.Containers;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.Mount;
import io.gantry.node.runtime.NamespaceMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerConfigsTest {
    private static final ImageInfo IMAGE = new ImageInfo("sha256:1", List.of("app"), List.of(), 1, null, "", false);

    @TempDir
    Path directory;

    private static Pod pod(String spec) {
        String yaml =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, uid: u1}\nspec:\n" + spec.indent(2);
        return (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
    }

    private ContainerConfig config(Pod pod, Map<String, String> environment, String target)
            throws SpecProblem, IOException {
        Path volume = Files.createDirectories(directory.resolve("volume"));
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
        Container container = Containers.all(pod).getLast();
        return new ContainerConfigs(new PodPaths(directory), new PodCgroups(new CgroupLayout("gantry-test"), 1L << 30))
                .of(pod, container, 0, environment, Map.of("v", volume, "c", volume), IMAGE, target);
    }

    @Test
    void filesFromTheApiCannotBeWritten() throws Exception {
        Pod pod = pod("""
                containers:
                - {name: a, image: app, volumeMounts: [{name: v, mountPath: /v}, {name: c, mountPath: /c}]}
                volumes: [{name: v, emptyDir: {}}, {name: c, configMap: {name: c}}]
                """);
        assertThat(config(pod, Map.of(), "").mounts())
                .filteredOn(mount -> mount.containerPath().length() == 2)
                .extracting(Mount::containerPath, Mount::readonly)
                .containsExactly(tuple("/v", false), tuple("/c", true));
    }

    @Test
    void whomTheVolumeLetsWriteMayWriteBelowIt() throws Exception {
        Pod pod = pod("""
                containers:
                - {name: a, image: app, volumeMounts: [{name: v, mountPath: /v, subPathExpr: "deep/$(NAME)"}]}
                volumes: [{name: v, emptyDir: {}}]
                """);
        assertThat(config(pod, Map.of("NAME", "er"), "").mounts().getFirst().hostPath())
                .endsWith("/volume/deep/er");
        assertThat(Files.getPosixFilePermissions(directory.resolve("volume/deep/er")))
                .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void theHostsFileIsMountedWithTheHostsNetworkToo() throws Exception {
        assertThat(config(pod("hostNetwork: true\ncontainers: [{name: a, image: app}]"), Map.of(), "")
                        .mounts())
                .extracting(Mount::containerPath)
                .contains("/etc/hosts");
    }

    @Test
    void anEphemeralContainerSeesTheProcessesOfItsTarget() throws Exception {
        Pod pod = pod("containers: [{name: a, image: app}]\nephemeralContainers: [{name: e, image: app}]");
        assertThat(config(pod, Map.of(), "id1").security().namespaces()).satisfies(namespaces -> {
            assertThat(namespaces.pid()).isEqualTo(NamespaceMode.TARGET);
            assertThat(namespaces.targetId()).isEqualTo("id1");
        });
        assertThat(config(pod, Map.of(), "").security().namespaces().pid()).isEqualTo(NamespaceMode.CONTAINER);
    }

    @Test
    void whoMayNotBeRootIsNot() {
        Pod pod = pod("securityContext: {runAsNonRoot: true}\ncontainers: [{name: a, image: app}]");
        assertThatThrownBy(() -> config(pod, Map.of(), ""))
                .isInstanceOf(SpecProblem.class)
                .hasMessage(
                        "container has runAsNonRoot and image will run as root (pod: \"web_shop(u1)\", container: a)");
        Pod asked = pod("securityContext: {runAsNonRoot: true, runAsUser: 0}\ncontainers: [{name: a, image: app}]");
        assertThatThrownBy(() -> config(asked, Map.of(), ""))
                .hasMessage("container's runAsUser breaks non-root policy (pod: \"web_shop(u1)\", container: a)");
    }

    @Test
    void theStopSignalThatTheContainerWants() throws Exception {
        Pod pod = pod("containers: [{name: a, image: app, lifecycle: {stopSignal: SIGUSR1}}]");
        assertThat(config(pod, Map.of(), "").stopSignal()).isEqualTo("SIGUSR1");
    }

    @Test
    void aTokenIsForTheUserThatAllContainersRunAs() {
        assertThat(VolumeContents.commonUser(pod(
                        "securityContext: {runAsUser: 5}\ncontainers: [{name: a, image: app}, {name: b, image: app}]")))
                .isEqualTo(5);
        assertThat(VolumeContents.commonUser(pod(
                        "containers: [{name: a, image: app, securityContext: {runAsUser: 5}}, {name: b, image: app}]")))
                .isNull();
        assertThat(VolumeContents.commonUser(pod("containers: [{name: a, image: app}]")))
                .isNull();
    }
}
