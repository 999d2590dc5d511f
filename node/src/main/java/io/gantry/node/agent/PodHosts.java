package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pod's own names, and the hosts file in which its containers find them. */
final class PodHosts {
    private static final Path MACHINE = Path.of("/etc/hosts");
    private static final int LABEL_LIMIT = 63;
    /** Of the kernel, for the name of a machine. */
    private static final int HOSTNAME_LIMIT = 64;

    private PodHosts() {}

    /**
     * The name that the kernel gives to the pod's processes. Empty with the host's network, where it is the machine's.
     *
     * @throws SpecProblem when the pod wants its full name there and that is too long
     */
    static String kernelName(Pod pod, String clusterDomain) throws SpecProblem {
        String override = pod.spec().hostnameOverride();
        if (override != null && !override.isEmpty()) {
            return override;
        }
        if (Boolean.TRUE.equals(pod.spec().hostNetwork())) {
            return "";
        }
        String domain = domain(pod, clusterDomain);
        if (!Boolean.TRUE.equals(pod.spec().setHostnameAsFQDN()) || domain.isEmpty()) {
            return label(pod);
        }
        String full = label(pod) + "." + domain;
        if (full.length() > HOSTNAME_LIMIT) {
            throw new SpecProblem(
                    "FailedCreatePodSandBox",
                    "Failed to create pod sandbox: failed to construct FQDN from pod hostname and cluster domain, FQDN "
                            + full + " is too long (" + HOSTNAME_LIMIT + " characters is the max, " + full.length()
                            + " characters requested)");
        }
        return full;
    }

    /** One label: the pod's hostname, or its name as far as it goes. */
    private static String label(Pod pod) {
        String given = pod.spec().hostname();
        String name = given == null || given.isEmpty() ? pod.name() : given;
        String cut = name.substring(0, Math.min(LABEL_LIMIT, name.length()));
        while (cut.endsWith("-") || cut.endsWith(".")) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    private static String domain(Pod pod, String clusterDomain) {
        String subdomain = pod.spec().subdomain();
        return subdomain == null || subdomain.isEmpty()
                ? ""
                : subdomain + "." + pod.namespace() + ".svc." + clusterDomain;
    }

    /** The content of {@code /etc/hosts}: with the host's network the machine's own, and the pod's aliases. */
    static String file(Pod pod, List<String> podIps, String clusterDomain) throws IOException {
        StringBuilder out = new StringBuilder();
        if (Boolean.TRUE.equals(pod.spec().hostNetwork())) {
            out.append("# Kubernetes-managed hosts file (host network).\n")
                    .append(Files.isReadable(MACHINE) ? Files.readString(MACHINE) : "");
        } else {
            own(pod, podIps, clusterDomain, out);
        }
        if (!pod.spec().hostAliases().isEmpty()) {
            out.append("\n# Entries added by HostAliases.\n");
            pod.spec()
                    .hostAliases()
                    .forEach(alias -> out.append(alias.ip())
                            .append('\t')
                            .append(String.join("\t", alias.hostnames()))
                            .append('\n'));
        }
        return out.toString();
    }

    private static void own(Pod pod, List<String> podIps, String clusterDomain, StringBuilder out) {
        out.append("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n")
                .append("::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\n")
                .append("fe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n");
        String override = pod.spec().hostnameOverride();
        String name = override == null || override.isEmpty() ? label(pod) : override;
        String domain = domain(pod, clusterDomain);
        for (String ip : podIps) {
            out.append(ip).append('\t');
            if (!domain.isEmpty() && name.equals(label(pod))) {
                out.append(name).append('.').append(domain).append('\t');
            }
            out.append(name).append('\n');
        }
    }
}
