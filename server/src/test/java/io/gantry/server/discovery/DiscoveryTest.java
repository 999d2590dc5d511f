package io.gantry.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.server.Shared;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {
    private static final Path SPEC = Shared.file("spec/discovery");

    private final Discovery discovery = new Discovery(ServedApi.builtin(), new InetSocketAddress("192.0.2.1", 6443));

    private Map<?, ?> get(String path) {
        Discovery.Document document = discovery.find(path, List.of("application/json"));
        return document == null ? Map.of() : (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(document.body()));
    }

    private static Map<String, Object> byName(Object list) {
        Map<String, Object> result = new TreeMap<>();
        if (list instanceof List<?> entries) {
            for (Object entry : entries) {
                result.put(String.valueOf(((Map<?, ?>) entry).get("name")), entry);
            }
        }
        return result;
    }

    @Test
    void coreIsServed() {
        assertThat(byName(get("/api/v1").get("resources"))).containsKeys("pods", "pods/log", "nodes/proxy");
        assertThat(discovery.find("/apis/absent", List.of())).isNull();
        assertThat(discovery.find("/api/v2", List.of())).isNull();
    }

    @Test
    void everyResourceIsDescribedAsInKubernetes() throws Exception {
        Shared.assumePresent(SPEC);
        List<String> differences = new ArrayList<>();
        try (var files = Files.list(SPEC)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replace(".json", "");
                if (!name.matches("apis?__.*")) {
                    continue;
                }
                String path = "/" + name.replace("__", "/");
                Map<?, ?> wanted = (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(Files.readAllBytes(file)));
                Map<?, ?> has = get(path);
                if (wanted.get("resources") == null) {
                    compare(path, wanted, has, differences);
                    continue;
                }
                Map<String, Object> ours = byName(has.get("resources"));
                byName(wanted.get("resources"))
                        .forEach((resource, value) ->
                                compare(path + " " + resource, value, ours.remove(resource), differences));
                ours.keySet().forEach(more -> differences.add(path + " " + more + " is not Kubernetes'"));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(String what, Object wanted, Object has, List<String> differences) {
        if (!wanted.equals(has)) {
            differences.add(what + "\n  wanted " + wanted + "\n  has    " + has);
        }
    }

    @Test
    void theServerSaysWhereItIs() {
        assertThat(get("/api").get("serverAddressByClientCIDRs"))
                .isEqualTo(List.of(Map.of("clientCIDR", "0.0.0.0/0", "serverAddress", "192.0.2.1:6443")));
        assertThat(new String(
                        Objects.requireNonNull(new Discovery(
                                                ServedApi.builtin(),
                                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 6443))
                                        .find("/api", List.of()))
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"serverAddress\":\"[0:0:0:0:0:0:0:1]:6443\"");
    }

    @Test
    void groupsComeInKubernetesOrder() throws Exception {
        Shared.assumePresent(SPEC);
        Map<?, ?> wanted =
                (Map<?, ?>) Objects.requireNonNull(Tree.parseJson(Files.readAllBytes(SPEC.resolve("apis.json"))));
        assertThat(get("/apis").get("groups")).isEqualTo(wanted.get("groups"));
    }
}
