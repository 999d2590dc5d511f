package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodHostsTest {
    private static Pod pod(String name, String spec) {
        String yaml =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: shop}\nspec: {" + spec + "}";
        return (Pod) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
    }

    private static String kernelName(Pod pod) throws SpecProblem {
        return PodHosts.kernelName(pod, "cluster.local");
    }

    @Test
    void theNameIsOneLabelUnlessThePodWantsItInFull() throws SpecProblem {
        assertThat(kernelName(pod("web", ""))).isEqualTo("web");
        assertThat(kernelName(pod("web", "hostname: db, subdomain: sub"))).isEqualTo("db");
        assertThat(kernelName(pod("web", "subdomain: sub, setHostnameAsFQDN: true")))
                .isEqualTo("web.sub.shop.svc.cluster.local");
        assertThat(kernelName(pod("web", "setHostnameAsFQDN: true")))
                .as("without a subdomain there is no full name")
                .isEqualTo("web");
        assertThat(kernelName(pod("web", "hostNetwork: true"))).isEmpty();
        assertThat(kernelName(pod("web", "hostnameOverride: other.example"))).isEqualTo("other.example");
        assertThat(kernelName(pod("a".repeat(62) + "-b", ""))).isEqualTo("a".repeat(62));
    }

    @Test
    void aFullNameThatTheKernelDoesNotTake() {
        Pod pod = pod("a".repeat(40), "subdomain: sub, setHostnameAsFQDN: true");
        assertThatThrownBy(() -> kernelName(pod))
                .isInstanceOf(SpecProblem.class)
                .hasMessage(
                        "Failed to create pod sandbox: failed to construct FQDN from pod hostname and cluster domain, FQDN "
                                + "a".repeat(40)
                                + ".sub.shop.svc.cluster.local is too long (64 characters is the max, 67 characters requested)");
    }

    @Test
    void theFileNamesThePodAndItsAliases() throws Exception {
        Pod pod = pod("web", "subdomain: sub, hostAliases: [{ip: 1.2.3.4, hostnames: [foo, foo.local]}]");
        assertThat(PodHosts.file(pod, List.of("10.0.0.2"), "cluster.local"))
                .startsWith("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n")
                .contains("\n10.0.0.2\tweb.sub.shop.svc.cluster.local\tweb\n")
                .endsWith("\n# Entries added by HostAliases.\n1.2.3.4\tfoo\tfoo.local\n");
    }

    @Test
    void withTheHostsNetworkItIsTheMachinesOwnAndTheAliases() throws Exception {
        Pod pod = pod("web", "hostNetwork: true, hostAliases: [{ip: 1.2.3.4, hostnames: [foo]}]");
        assertThat(PodHosts.file(pod, List.of("192.168.0.1"), "cluster.local"))
                .startsWith("# Kubernetes-managed hosts file (host network).\n")
                .doesNotContain("\tweb")
                .endsWith("\n# Entries added by HostAliases.\n1.2.3.4\tfoo\n");
    }
}
