package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.types.IntOrString;

/** Ports that probes and hooks name. */
final class ProbeTargets {
    private ProbeTargets() {}

    /** @throws SpecProblem when the container declares no port of that name, or the number is none */
    static int port(Container container, IntOrString port) throws SpecProblem {
        int number = port.intValue();
        String name = port.text();
        if (name != null) {
            for (ContainerPort each : container.ports()) {
                if (name.equals(each.name())) {
                    number = each.containerPort();
                }
            }
            if (number == 0 && name.chars().allMatch(Character::isDigit) && name.length() < 6 && !name.isEmpty()) {
                number = Integer.parseInt(name);
            }
        }
        if (number < 1 || number > 65535) {
            throw new SpecProblem("Unhealthy", "invalid port number: " + port);
        }
        return number;
    }
}
