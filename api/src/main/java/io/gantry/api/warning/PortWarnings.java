package io.gantry.api.warning;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ports of a pod's containers that are declared twice: all of them share one address. */
final class PortWarnings {
    private record Declared(ContainerPort port, FieldPath path) {
        String hostIp() {
            return Warnings.text(port.hostIP());
        }

        int hostPort() {
            return port.hostPort() == null ? 0 : port.hostPort();
        }

        /** As Go shows the record. */
        String shown() {
            return "{Name:" + Warnings.text(port.name()) + " HostPort:" + hostPort() + " ContainerPort:"
                    + port.containerPort() + " Protocol:" + Warnings.text(port.protocol()) + " HostIP:" + hostIp()
                    + "}";
        }
    }

    private PortWarnings() {}

    static void check(PodSpec spec, FieldPath path, List<String> warnings) {
        List<Declared> ports = new ArrayList<>();
        collect(spec.initContainers(), path.child("initContainers"), ports);
        collect(spec.containers(), path.child("containers"), ports);
        if (!ports.isEmpty()) {
            numbers(ports, warnings);
            names(ports, warnings);
        }
    }

    private static void collect(List<Container> containers, FieldPath path, List<Declared> ports) {
        for (int i = 0; i < containers.size(); i++) {
            List<ContainerPort> declared = containers.get(i).ports();
            for (int j = 0; j < declared.size(); j++) {
                ports.add(new Declared(
                        declared.get(j), path.index(i).child("ports").index(j)));
            }
        }
    }

    private static void numbers(List<Declared> ports, List<String> warnings) {
        Map<String, List<Declared>> byNumber = new HashMap<>();
        for (Declared declared : ports) {
            if (!declared.hostIp().isEmpty() && declared.hostPort() == 0) {
                warnings.add(declared.path() + ": hostIP set without hostPort: " + declared.shown());
            }
            String number =
                    declared.port().containerPort() + "/" + declared.port().protocol();
            List<Declared> others = byNumber.computeIfAbsent(number, n -> new ArrayList<>(1));
            for (Declared other : others) {
                String relation = relation(declared, other);
                if (!relation.isEmpty()) {
                    warnings.add(declared.path() + ": " + relation + " port definition with " + other.path());
                }
            }
            others.add(declared);
        }
    }

    /** Empty for two that do not disturb each other. */
    private static String relation(Declared one, Declared other) {
        if (one.hostPort() == other.hostPort() && one.hostIp().equals(other.hostIp())) {
            return "duplicate";
        }
        if (one.hostPort() == 0 || other.hostPort() == 0) {
            return "overlapping";
        }
        boolean anywhere = one.hostIp().isEmpty() != other.hostIp().isEmpty();
        return one.hostPort() == other.hostPort() && anywhere ? "dangerously ambiguous" : "";
    }

    private static void names(List<Declared> ports, List<String> warnings) {
        Map<String, FieldPath> byName = new HashMap<>();
        for (Declared declared : ports) {
            String name = Warnings.text(declared.port().name());
            FieldPath first = name.isEmpty() ? null : byName.putIfAbsent(name, declared.path());
            if (first != null) {
                warnings.add(declared.path() + ": duplicate port name " + FieldError.quote(name) + " with " + first
                        + ", services and probes that select ports by name will use " + first);
            }
        }
    }
}
