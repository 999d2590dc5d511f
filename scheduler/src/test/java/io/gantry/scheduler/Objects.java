package io.gantry.scheduler;

import io.gantry.api.Kind;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.ContainerImage;
import io.gantry.api.core.v1.ContainerPortBuilder;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Nodes and pods in a line or two. */
final class Objects {
    private Objects() {}

    /** @param labels such as {@code zone: a, disk: ssd} */
    static Node node(String name, String cpu, String memory, String labels, String spec) {
        return decode(
                NodeType.KIND,
                "apiVersion: v1\nkind: Node\nmetadata: {name: %s, labels: {kubernetes.io/hostname: %s%s}}\nspec: {%s}\n"
                                .formatted(name, name, labels.isEmpty() ? "" : ", " + labels, spec)
                        + "status: {allocatable: {cpu: '%s', memory: %s, pods: '10'}}".formatted(cpu, memory));
    }

    static Node node(String name) {
        return node(name, "4", "8Gi", "", "");
    }

    /** @param spec besides the container, in flow style */
    static Pod pod(String name, String cpu, String memory, String labels, String spec) {
        return decode(
                PodType.KIND,
                "apiVersion: v1\nkind: Pod\nmetadata: {name: '%s', namespace: shop, uid: uid-%s, labels: {%s}}\n"
                                .formatted(name, name, labels)
                        + "spec: {containers: [{name: a, image: i, resources: {requests: {cpu: '%s', memory: %s}}}]%s}"
                                .formatted(cpu, memory, spec.isEmpty() ? "" : ", " + spec));
    }

    static Pod pod(String name, String spec) {
        return pod(name, "1", "1Gi", "app: web", spec);
    }

    static Node withImage(Node node, String name, long size) {
        return NodeBuilder.of(node)
                .status(NodeStatusBuilder.of(node.status())
                        .images(List.of(new ContainerImage(List.of(name), size)))
                        .build())
                .build();
    }

    /** The pod with a port of its node. */
    static Pod withHostPort(Pod pod, int port) {
        var container = ContainerBuilder.of(pod.spec().containers().getFirst())
                .ports(List.of(ContainerPortBuilder.of()
                        .containerPort(port)
                        .hostPort(port)
                        .build()))
                .build();
        return PodBuilder.of(pod)
                .spec(PodSpecBuilder.of(pod.spec())
                        .containers(List.of(container))
                        .build())
                .build();
    }

    @SuppressWarnings("unchecked") // decoded as that kind
    private static <T> T decode(Kind<T> kind, String yaml) {
        return (T) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), kind, DecodeOptions.LENIENT);
    }
}
