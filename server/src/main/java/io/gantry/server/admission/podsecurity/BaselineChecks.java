package io.gantry.server.admission.podsecurity;

import static io.gantry.server.admission.podsecurity.Check.baseline;
import static io.gantry.server.admission.podsecurity.Check.since;
import static io.gantry.server.admission.podsecurity.Finding.containers;
import static io.gantry.server.admission.podsecurity.Finding.counted;
import static io.gantry.server.admission.podsecurity.Finding.quoted;
import static io.gantry.server.admission.podsecurity.Finding.setters;

import io.gantry.api.core.v1.AppArmorProfile;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Lifecycle;
import io.gantry.api.core.v1.LifecycleHandler;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.Probe;
import io.gantry.api.core.v1.SeccompProfile;
import io.gantry.api.core.v1.Sysctl;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.WindowsSecurityContextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the level {@code baseline} forbids: the known ways out of a container. */
final class BaselineChecks {
    private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    /** What containers have anyway. */
    private static final Set<String> CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    static final List<Check> ALL = List.of(
            baseline("appArmorProfile", since(0, BaselineChecks::appArmor)),
            baseline("capabilities_baseline", since(0, BaselineChecks::capabilities)),
            baseline("hostNamespaces", since(0, BaselineChecks::hostNamespaces)),
            baseline("hostPathVolumes", since(0, BaselineChecks::hostPaths)),
            baseline("hostPorts", since(0, BaselineChecks::hostPorts)),
            baseline("hostProbesAndHostLifecycle", since(34, BaselineChecks::hosts)),
            baseline("privileged", since(0, BaselineChecks::privileged)),
            baseline(
                    "procMount",
                    since(0, BaselineChecks::procMount),
                    since(35, pod -> pod.ownUsers() ? null : procMount(pod))),
            baseline(
                    "seLinuxOptions",
                    since(0, pod -> SelinuxRule.find(pod, SelinuxRule.TYPES)),
                    since(31, pod -> SelinuxRule.find(pod, SelinuxRule.TYPES_1_31))),
            baseline(
                    "seccompProfile_baseline",
                    since(0, BaselineChecks::seccompAnnotations),
                    since(19, BaselineChecks::seccomp)),
            baseline(
                    "sysctls",
                    since(0, pod -> sysctls(pod, Sysctls.SAFE)),
                    since(27, pod -> sysctls(pod, Sysctls.SAFE_1_27)),
                    since(29, pod -> sysctls(pod, Sysctls.SAFE_1_29)),
                    since(32, pod -> sysctls(pod, Sysctls.SAFE_1_32))),
            baseline("windowsHostProcess", since(0, BaselineChecks::windowsHostProcess)));

    private BaselineChecks() {}

    /** The names of the kernel's settings that touch nobody outside of the pod, as the list grew. */
    private static final class Sysctls {
        static final Set<String> SAFE = Set.of(
                "kernel.shm_rmid_forced",
                "net.ipv4.ip_local_port_range",
                "net.ipv4.tcp_syncookies",
                "net.ipv4.ping_group_range",
                "net.ipv4.ip_unprivileged_port_start");
        static final Set<String> SAFE_1_27 = with(SAFE, "net.ipv4.ip_local_reserved_ports");
        static final Set<String> SAFE_1_29 = with(
                SAFE_1_27,
                "net.ipv4.tcp_keepalive_time",
                "net.ipv4.tcp_fin_timeout",
                "net.ipv4.tcp_keepalive_intvl",
                "net.ipv4.tcp_keepalive_probes");
        static final Set<String> SAFE_1_32 = with(SAFE_1_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");

        private static Set<String> with(Set<String> base, String... more) {
            Set<String> all = new TreeSet<>(base);
            all.addAll(List.of(more));
            return Set.copyOf(all);
        }
    }

    private static @Nullable Finding appArmor(PodView pod) {
        PodSecurityContext context = pod.context();
        AppArmorProfile ofPod = context == null ? null : context.appArmorProfile();
        Set<String> values = new TreeSet<>();
        boolean podIsBad = ofPod != null && badProfile(ofPod.type(), values);
        List<String> bad = pod.contextsWhere(each -> {
            AppArmorProfile profile = each.appArmorProfile();
            return profile != null && badProfile(profile.type(), values);
        });
        List<String> annotations = new ArrayList<>();
        new TreeMap<>(pod.metadata().annotations()).forEach((key, value) -> {
            boolean allowed = value.isEmpty() || value.equals("runtime/default") || value.startsWith("localhost/");
            if (key.startsWith(APPARMOR) && !allowed) {
                annotations.add(key + "=\"" + value + "\"");
            }
        });
        List<String> setters = new ArrayList<>();
        if (podIsBad || !bad.isEmpty()) {
            setters.add(setters(podIsBad, bad));
        }
        List<String> all = new ArrayList<>(values);
        if (!annotations.isEmpty()) {
            all.addAll(annotations);
            setters.add(counted(annotations, "annotation", "annotations"));
        }
        return setters.isEmpty()
                ? null
                : new Finding(
                        counted(all, "forbidden AppArmor profile", "forbidden AppArmor profiles"),
                        String.join(" and ", setters) + " must not set AppArmor profile type to " + quoted(all));
    }

    /** Seccomp's and AppArmor's profiles have the same types. */
    private static boolean badProfile(String type, Set<String> bad) {
        if (type.equals("RuntimeDefault") || type.equals("Localhost")) {
            return false;
        }
        bad.add(type);
        return true;
    }

    private static @Nullable Finding capabilities(PodView pod) {
        Set<String> added = new TreeSet<>();
        List<String> bad = pod.contextsWhere(context -> {
            var capabilities = context.capabilities();
            boolean any = false;
            if (capabilities != null) {
                for (String capability : capabilities.add()) {
                    if (!CAPABILITIES.contains(capability)) {
                        added.add(capability);
                        any = true;
                    }
                }
            }
            return any;
        });
        return bad.isEmpty()
                ? null
                : new Finding(
                        "non-default capabilities",
                        containers(bad) + " must not include " + quoted(added)
                                + " in securityContext.capabilities.add");
    }

    private static @Nullable Finding hostNamespaces(PodView pod) {
        PodSpec spec = pod.spec();
        List<String> shared = new ArrayList<>();
        if (Boolean.TRUE.equals(spec.hostNetwork())) {
            shared.add("hostNetwork=true");
        }
        if (Boolean.TRUE.equals(spec.hostPID())) {
            shared.add("hostPID=true");
        }
        if (Boolean.TRUE.equals(spec.hostIPC())) {
            shared.add("hostIPC=true");
        }
        return shared.isEmpty() ? null : new Finding("host namespaces", String.join(", ", shared));
    }

    private static @Nullable Finding hostPaths(PodView pod) {
        List<String> bad = pod.spec().volumes().stream()
                .filter(volume -> volume.hostPath() != null)
                .map(Volume::name)
                .toList();
        return bad.isEmpty()
                ? null
                : new Finding("hostPath volumes", counted(bad, "volume", "volumes") + " " + quoted(bad));
    }

    private static @Nullable Finding hostPorts(PodView pod) {
        Set<String> ports = new TreeSet<>();
        List<String> bad = pod.containersWhere(container -> {
            boolean any = false;
            for (var port : container.ports()) {
                Integer number = port.hostPort();
                if (number != null && number != 0) {
                    ports.add(number.toString());
                    any = true;
                }
            }
            return any;
        });
        return bad.isEmpty()
                ? null
                : new Finding(
                        "hostPort",
                        containers(bad) + " " + counted(bad, "uses", "use") + " "
                                + counted(ports, "hostPort", "hostPorts") + " " + String.join(", ", ports));
    }

    private static @Nullable Finding hosts(PodView pod) {
        Set<String> hosts = new TreeSet<>();
        Set<String> bad = new TreeSet<>(pod.containersWhere(container -> {
            Set<String> own = new TreeSet<>();
            Stream.of(container.livenessProbe(), container.readinessProbe(), container.startupProbe())
                    .forEach(probe -> addHosts(probe, own));
            Lifecycle lifecycle = container.lifecycle();
            if (lifecycle != null) {
                addHosts(lifecycle.postStart(), own);
                addHosts(lifecycle.preStop(), own);
            }
            hosts.addAll(own);
            return !own.isEmpty();
        }));
        return bad.isEmpty()
                ? null
                : new Finding(
                        "probe or lifecycle host",
                        containers(bad) + " " + counted(bad, "uses", "use") + " "
                                + counted(hosts, "probe or lifecycle host", "probe or lifecycle hosts") + " "
                                + quoted(hosts));
    }

    private static void addHosts(@Nullable Probe probe, Set<String> hosts) {
        if (probe != null) {
            var http = probe.httpGet();
            var tcp = probe.tcpSocket();
            add(http == null ? null : http.host(), hosts);
            add(tcp == null ? null : tcp.host(), hosts);
        }
    }

    private static void addHosts(@Nullable LifecycleHandler handler, Set<String> hosts) {
        if (handler != null) {
            var http = handler.httpGet();
            var tcp = handler.tcpSocket();
            add(http == null ? null : http.host(), hosts);
            add(tcp == null ? null : tcp.host(), hosts);
        }
    }

    private static void add(@Nullable String host, Set<String> hosts) {
        if (host != null && !host.isEmpty()) {
            hosts.add(host);
        }
    }

    private static @Nullable Finding privileged(PodView pod) {
        List<String> bad = pod.contextsWhere(context -> Boolean.TRUE.equals(context.privileged()));
        return bad.isEmpty()
                ? null
                : new Finding("privileged", containers(bad) + " must not set securityContext.privileged=true");
    }

    static @Nullable Finding procMount(PodView pod) {
        Set<String> types = new TreeSet<>();
        List<String> bad = pod.contextsWhere(context -> {
            String type = context.procMount();
            if (type == null || type.equals("Default")) {
                return false;
            }
            types.add(type);
            return true;
        });
        return bad.isEmpty()
                ? null
                : new Finding(
                        "procMount", containers(bad) + " must not set securityContext.procMount to " + quoted(types));
    }

    private static @Nullable Finding seccompAnnotations(PodView pod) {
        Set<String> bad = new TreeSet<>();
        Map<String, String> annotations = pod.metadata().annotations();
        List<String> keys = new ArrayList<>(List.of(SECCOMP_POD));
        for (Container container : pod.containers()) {
            keys.add(SECCOMP_CONTAINER + container.name());
        }
        for (String key : keys) {
            String value = annotations.get(key);
            if (value != null
                    && !value.equals("runtime/default")
                    && !value.equals("docker/default")
                    && !value.startsWith("localhost/")) {
                bad.add(key + "=\"" + value + "\"");
            }
        }
        return bad.isEmpty()
                ? null
                : new Finding(
                        "seccompProfile",
                        "forbidden " + counted(bad, "annotation", "annotations") + " " + String.join(", ", bad));
    }

    static @Nullable Finding seccomp(PodView pod) {
        PodSecurityContext context = pod.context();
        SeccompProfile ofPod = context == null ? null : context.seccompProfile();
        Set<String> values = new TreeSet<>();
        boolean podIsBad = ofPod != null && badProfile(ofPod.type(), values);
        List<String> bad = pod.contextsWhere(each -> {
            SeccompProfile profile = each.seccompProfile();
            return profile != null && badProfile(profile.type(), values);
        });
        return !podIsBad && bad.isEmpty()
                ? null
                : new Finding(
                        "seccompProfile",
                        setters(podIsBad, bad) + " must not set securityContext.seccompProfile.type to "
                                + quoted(values));
    }

    private static @Nullable Finding sysctls(PodView pod, Set<String> safe) {
        PodSecurityContext context = pod.context();
        if (context == null) {
            return null;
        }
        List<String> bad = context.sysctls().stream()
                .map(Sysctl::name)
                .filter(name -> !safe.contains(name))
                .toList();
        return bad.isEmpty() ? null : new Finding("forbidden sysctls", String.join(", ", bad));
    }

    private static @Nullable Finding windowsHostProcess(PodView pod) {
        PodSecurityContext context = pod.context();
        boolean ofPod = context != null && hostProcess(context.windowsOptions());
        List<String> bad = pod.contextsWhere(each -> hostProcess(each.windowsOptions()));
        return !ofPod && bad.isEmpty()
                ? null
                : new Finding(
                        "hostProcess",
                        setters(ofPod, bad) + " must not set securityContext.windowsOptions.hostProcess=true");
    }

    private static boolean hostProcess(@Nullable WindowsSecurityContextOptions options) {
        return options != null && Boolean.TRUE.equals(options.hostProcess());
    }
}
