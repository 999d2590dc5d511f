package io.gantry.network.cni;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.network.Lab;
import io.gantry.network.Roots;
import io.gantry.network.TestNamespace;
import io.gantry.network.host.Commands;
import io.gantry.network.host.Sysctls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CniConfigTest {
    private static final Path PLUGIN = Path.of("/usr/lib/cni/bridge");

    @TempDir
    Path directory;

    private CniConfig config() {
        return new CniConfig(
                "gantry-0badcafe", "gt0badcafe", List.of("10.244.3.0/24"), directory.resolve("ipam"), 1400);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theFileSaysWhatContainerdNeeds() throws Exception {
        config().write(directory.resolve("cni"));
        var file = directory.resolve("cni").resolve(CniConfig.FILE);
        var network = (Map<String, Object>) requireNonNull(Tree.parseJson(Files.readAllBytes(file)));
        assertThat(network).containsEntry("name", "gantry-0badcafe");
        var plugin = (Map<String, Object>) ((List<Object>) requireNonNull(network.get("plugins"))).getFirst();
        assertThat(plugin)
                .containsEntry("bridge", "gt0badcafe")
                .containsEntry("ipMasq", false)
                .containsEntry("hairpinMode", true)
                .containsEntry("mtu", 1400L);
        // An equal file is left alone: containerd would load it again.
        var written = Files.getLastModifiedTime(file);
        config().write(directory.resolve("cni"));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void removalTakesOnlyWhatIsOurs() throws Exception {
        var cni = directory.resolve("cni");
        config().write(cni);
        Files.writeString(cni.resolve("99-other.conflist"), "{}");
        Files.createDirectories(directory.resolve("ipam/gantry-0badcafe"));
        Files.writeString(directory.resolve("ipam/gantry-0badcafe/10.244.3.2"), "id");
        CniConfig.remove(cni, directory.resolve("ipam"), "gantry-0badcafe");
        assertThat(cni.resolve(CniConfig.FILE)).doesNotExist();
        assertThat(cni.resolve("99-other.conflist")).exists();
        assertThat(directory.resolve("ipam/gantry-0badcafe")).doesNotExist();
    }

    @Test
    @Tag("real")
    @SuppressWarnings("unchecked")
    void thePluginTakesTheBridgeThatWeMade() throws Exception {
        Roots.require();
        Assumptions.assumeTrue(Files.isExecutable(PLUGIN), "skipped: needs the package containernetworking-plugins");
        try (var node = new TestNamespace("node");
                var pod = new TestNamespace("pod")) {
            var bridge = new Bridge(new Commands(node.namespace()), "gt0badcafe");
            bridge.ensure(
                    List.of("10.244.3.0/24"),
                    List.of("10.96.0.0/16"),
                    1400,
                    new Sysctls(node.namespace(), directory.resolve("sysctls")));
            // Doing it twice changes nothing.
            bridge.ensure(
                    List.of("10.244.3.0/24"),
                    List.of("10.96.0.0/16"),
                    1400,
                    new Sysctls(node.namespace(), directory.resolve("sysctls")));

            var network = (Map<String, Object>) requireNonNull(Tree.parseJson(config().render()));
            var plugin = new LinkedHashMap<>(
                    (Map<String, Object>) ((List<Object>) requireNonNull(network.get("plugins"))).getFirst());
            plugin.put("cniVersion", network.get("cniVersion"));
            plugin.put("name", network.get("name"));
            var result = new Commands(node.namespace())
                    .attempt(
                            new String(Tree.toJson(plugin), StandardCharsets.UTF_8),
                            "env",
                            "CNI_COMMAND=ADD",
                            "CNI_CONTAINERID=c1",
                            "CNI_NETNS=" + pod.path(),
                            "CNI_IFNAME=eth0",
                            "CNI_PATH=/usr/lib/cni",
                            PLUGIN.toString());
            assertThat(result.succeeded()).as(result.output()).isTrue();
            assertThat(pod.ip("-4 -o addr show dev eth0")).contains("10.244.3.2/24");
            assertThat(pod.ip("route")).contains("default via 10.244.3.1");
            assertThat(pod.ip("link show dev eth0")).contains("mtu 1400");
            assertThat(node.ip("-d -o link show master gt0badcafe")).contains("hairpin on");
            // The bridge kept its address of both kinds.
            assertThat(node.ip("-o addr show dev gt0badcafe")).contains("10.244.3.1/24");
            assertThat(node.ip("-o link show dev gt0badcafe")).contains(Bridge.macOf("10.244.3.1"));
            assertThat(Lab.askOnce(pod, "10.244.3.1", 9)).isEqualTo(Lab.REFUSED);

            bridge.remove();
            assertThat(node.ip("-o link")).doesNotContain("gt0badcafe").doesNotContain("veth");
            assertThat(pod.ip("-o link")).doesNotContain("eth0");
        }
    }

    @Test
    void macFollowsFromTheAddress() {
        assertThat(Bridge.macOf("10.244.0.1")).isEqualTo("0a:58:0a:f4:00:01");
    }
}
