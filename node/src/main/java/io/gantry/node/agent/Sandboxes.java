package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodDNSConfig;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.Sysctl;
import io.gantry.node.runtime.DnsConfig;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxSecurity;
import io.gantry.node.runtime.SecurityProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns a pod spec into what the runtime is asked for as its sandbox. */
final class Sandboxes {
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final NodeConfig config;
    private final PodPaths paths;
    private final PodCgroups cgroups;

    Sandboxes(NodeConfig config, PodPaths paths, PodCgroups cgroups) {
        this.config = config;
        this.paths = paths;
        this.cgroups = cgroups;
    }

    /** @throws SpecProblem when the pod asks for what no sandbox can have */
    SandboxConfig of(Pod pod, int attempt) throws SpecProblem, IOException {
        Path logs = paths.logs(pod);
        Files.createDirectories(logs);
        PodSecurityContext security = pod.spec().securityContext();
        Map<String, String> sysctls = new TreeMap<>();
        List<Long> groups = new ArrayList<>();
        if (security != null) {
            for (Sysctl sysctl : security.sysctls()) {
                sysctls.put(sysctl.name(), sysctl.value());
            }
            groups.addAll(security.supplementalGroups());
            if (security.fsGroup() != null) {
                groups.add(security.fsGroup());
            }
        }
        boolean privileged = pod.spec().containers().stream()
                .anyMatch(container -> container.securityContext() != null
                        && Boolean.TRUE.equals(container.securityContext().privileged()));
        return new SandboxConfig(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                attempt,
                PodHosts.kernelName(pod, config.clusterDomain()),
                logs.toString(),
                dns(pod),
                List.of(), // host ports are the service proxy's
                Map.of(
                        "io.kubernetes.pod.name", pod.name(),
                        "io.kubernetes.pod.namespace", pod.namespace(),
                        "io.kubernetes.pod.uid", pod.uid()),
                Map.of(),
                cgroups.parent(pod),
                new SandboxSecurity(
                        ContainerConfigs.namespaces(pod),
                        privileged,
                        false,
                        security == null ? null : security.runAsUser(),
                        security == null ? null : security.runAsGroup(),
                        groups,
                        security != null && "Strict".equals(security.supplementalGroupsPolicy()),
                        null,
                        SecurityProfile.RUNTIME_DEFAULT,
                        null),
                sysctls,
                LinuxResources.NONE,
                PodCgroups.pod(pod),
                "");
    }

    private DnsConfig dns(Pod pod) throws IOException {
        String policy =
                pod.spec().dnsPolicy() == null ? "ClusterFirst" : pod.spec().dnsPolicy();
        boolean hostNetwork = Boolean.TRUE.equals(pod.spec().hostNetwork());
        List<String> servers = new ArrayList<>();
        List<String> searches = new ArrayList<>();
        Map<String, String> options = new TreeMap<>();
        boolean cluster = policy.equals("ClusterFirstWithHostNet") || (policy.equals("ClusterFirst") && !hostNetwork);
        if (cluster && !config.clusterDns().isEmpty()) {
            servers.addAll(config.clusterDns());
            String domain = config.clusterDomain();
            searches.add(pod.namespace() + ".svc." + domain);
            searches.add("svc." + domain);
            searches.add(domain);
            machineFile(List.of("search"), new ArrayList<>(), searches, options);
            options.put("ndots", "5");
        } else if (!policy.equals("None")) {
            machineFile(List.of("nameserver", "search", "options"), servers, searches, options);
        }
        PodDNSConfig extra = pod.spec().dnsConfig();
        if (extra != null) {
            extra.nameservers().stream()
                    .filter(server -> !servers.contains(server))
                    .forEach(servers::add);
            extra.searches().stream()
                    .filter(search -> !searches.contains(search))
                    .forEach(searches::add);
            extra.options().forEach(option -> {
                if (option.name() != null) {
                    options.put(option.name(), option.value() == null ? "" : option.value());
                }
            });
        }
        List<String> written = new ArrayList<>();
        options.forEach((name, value) -> written.add(value.isEmpty() ? name : name + ":" + value));
        return new DnsConfig(servers, searches, written);
    }

    /** Adds what the machine's own resolver file says; a machine without one adds nothing. */
    private static void machineFile(
            List<String> wanted, List<String> servers, List<String> searches, Map<String, String> options)
            throws IOException {
        if (!Files.isReadable(RESOLV_CONF)) {
            return;
        }
        for (String line : Files.readAllLines(RESOLV_CONF)) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 2 || !wanted.contains(words[0])) {
                continue;
            }
            for (int i = 1; i < words.length; i++) {
                switch (words[0]) {
                    case "nameserver" -> servers.add(words[i]);
                    case "search" -> {
                        if (!searches.contains(words[i])) {
                            searches.add(words[i]);
                        }
                    }
                    default -> {
                        int colon = words[i].indexOf(':');
                        options.put(
                                colon < 0 ? words[i] : words[i].substring(0, colon),
                                colon < 0 ? "" : words[i].substring(colon + 1));
                    }
                }
            }
        }
    }
}
