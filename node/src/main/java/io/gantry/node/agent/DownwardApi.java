package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceFieldSelector;
import io.gantry.api.types.Quantity;
import io.gantry.node.pod.Containers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pod may learn of itself: its metadata, addresses and limits, as environment or as files. Pure. */
final class DownwardApi {
    private DownwardApi() {}

    /**
     * The value of a {@code fieldRef}.
     *
     * @param podIps the pod's addresses, empty as long as it has none
     * @throws SpecProblem when the path names nothing that can be given
     */
    static String field(Pod pod, String path, List<String> podIps, String nodeName, String hostIp) throws SpecProblem {
        int bracket = path.indexOf("['");
        if (bracket > 0 && path.endsWith("']")) {
            String key = path.substring(bracket + 2, path.length() - 2);
            Map<String, String> map = switch (path.substring(0, bracket)) {
                case "metadata.labels" -> pod.metadata().labels();
                case "metadata.annotations" -> pod.metadata().annotations();
                default -> throw unsupported(path);
            };
            String value = map.get(key);
            return value == null ? "" : value;
        }
        return switch (path) {
            case "metadata.name" -> pod.name();
            case "metadata.namespace" -> pod.namespace();
            case "metadata.uid" -> pod.uid();
            case "metadata.labels" -> lines(pod.metadata().labels());
            case "metadata.annotations" -> lines(pod.metadata().annotations());
            case "spec.nodeName" -> nodeName;
            case "spec.serviceAccountName" ->
                pod.spec().serviceAccountName() == null ? "" : pod.spec().serviceAccountName();
            case "status.hostIP", "status.hostIPs" -> hostIp;
            case "status.podIP" -> podIps.isEmpty() ? "" : podIps.getFirst();
            case "status.podIPs" -> String.join(",", podIps);
            default -> throw unsupported(path);
        };
    }

    private static SpecProblem unsupported(String path) {
        return new SpecProblem("CreateContainerConfigError", "unsupported fieldPath: " + path);
    }

    /** {@code key="value"} a line, in the order of the keys. */
    private static String lines(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + escape(entry.getValue()) + "\"")
                .collect(Collectors.joining("\n"));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    /**
     * The value of a {@code resourceFieldRef}, in whole units of its divisor, rounded up.
     *
     * @param own the container that refers; {@code null} for a volume, which must name a container
     * @param allocatable what the node has, which stands in for a limit that is not set
     */
    static String resource(
            Pod pod, ResourceFieldSelector selector, @Nullable Container own, Map<String, Quantity> allocatable)
            throws SpecProblem {
        String name = selector.containerName();
        Container container = own;
        if (name != null) {
            container = Containers.all(pod).stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        if (container == null) {
            throw new SpecProblem("CreateContainerConfigError", "container " + name + " not found");
        }
        int dot = selector.resource().indexOf('.');
        String side = dot < 0 ? "" : selector.resource().substring(0, dot);
        String resource = selector.resource().substring(dot + 1);
        Quantity amount = switch (side) {
            case "limits" -> {
                Quantity limit = container.resources().limits().get(resource);
                yield limit != null ? limit : allocatable.getOrDefault(resource, Quantity.ZERO);
            }
            case "requests" -> container.resources().requests().getOrDefault(resource, Quantity.ZERO);
            default ->
                throw new SpecProblem(
                        "CreateContainerConfigError", "unsupported container resource : " + selector.resource());
        };
        Quantity divisor = selector.divisor();
        BigDecimal unit = divisor == null || divisor.isZero() ? BigDecimal.ONE : decimal(divisor);
        return decimal(amount).divide(unit, 0, RoundingMode.CEILING).toPlainString();
    }

    private static BigDecimal decimal(Quantity quantity) {
        return BigDecimal.valueOf(quantity.milliValue(), 3);
    }
}
