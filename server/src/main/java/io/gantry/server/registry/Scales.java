package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.DeploymentSpecBuilder;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.ReplicaSetSpecBuilder;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.apps.v1.StatefulSetSpecBuilder;
import io.gantry.api.autoscaling.v1.Scale;
import io.gantry.api.autoscaling.v1.ScaleSpec;
import io.gantry.api.autoscaling.v1.ScaleStatus;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ReplicationControllerSpecBuilder;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code scale} subresource: how many replicas an object wants and has, in one form for all kinds. Pure. */
public final class Scales {
    private Scales() {}

    /** What the object says of its scale. */
    public static Scale of(KubeObject object) {
        return switch (object) {
            case Deployment d ->
                scale(
                        d,
                        d.spec().replicas(),
                        d.status().replicas(),
                        text(d.spec().selector()));
            case ReplicaSet r ->
                scale(
                        r,
                        r.spec().replicas(),
                        r.status().replicas(),
                        text(r.spec().selector()));
            case StatefulSet s ->
                scale(
                        s,
                        s.spec().replicas(),
                        s.status().replicas(),
                        text(s.spec().selector()));
            case ReplicationController c ->
                scale(
                        c,
                        c.spec().replicas(),
                        c.status().replicas(),
                        equality(c.spec().selector()));
            case CustomObject c -> CustomScales.of(c);
            default -> throw StatusException.noSuchPath();
        };
    }

    /** The object with the number of replicas that a scale asks for. */
    @SuppressWarnings("unchecked") // each case gives back its own type
    public static <T extends KubeObject> T with(T object, Scale scale) {
        Integer replicas = scale.spec().replicas();
        int wanted = replicas == null ? 0 : replicas;
        check(object.name(), wanted);
        KubeObject result = switch (object) {
            case Deployment d ->
                new Deployment(
                        d.metadata(),
                        DeploymentSpecBuilder.of(d.spec()).replicas(wanted).build(),
                        d.status());
            case ReplicaSet r ->
                new ReplicaSet(
                        r.metadata(),
                        ReplicaSetSpecBuilder.of(r.spec()).replicas(wanted).build(),
                        r.status());
            case StatefulSet s ->
                new StatefulSet(
                        s.metadata(),
                        StatefulSetSpecBuilder.of(s.spec()).replicas(wanted).build(),
                        s.status());
            case ReplicationController c ->
                new ReplicationController(
                        c.metadata(),
                        ReplicationControllerSpecBuilder.of(c.spec())
                                .replicas(wanted)
                                .build(),
                        c.status());
            case CustomObject c -> CustomScales.with(c, wanted);
            default -> throw StatusException.noSuchPath();
        };
        String version = scale.resourceVersion();
        if (version.isEmpty() && object instanceof CustomObject) {
            return (T) result; // which must name the state that it changes: a scale without one means the newest
        }
        return (T) Metas.withResourceVersion(result, version.isEmpty() ? null : version);
    }

    private static void check(String name, long replicas) {
        if (replicas < 0) {
            Violations violations = new Violations();
            violations.invalid("spec.replicas", replicas, "must be greater than or equal to 0");
            throw StatusException.invalid("autoscaling", "Scale", name, violations.causes());
        }
    }

    /**
     * A configuration of the scaled kind that says what one of a {@code Scale} does.
     *
     * @param scale a tree that fits the type
     */
    static Map<String, @Nullable Object> configOf(Kind<?> kind, Map<String, @Nullable Object> scale) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("apiVersion", kind.apiVersion());
        config.put("kind", kind.name());
        Map<?, ?> metadata = scale.get("metadata") instanceof Map<?, ?> given ? given : Map.of();
        config.put("metadata", metadata);
        if (scale.get("spec") instanceof Map<?, ?> spec && spec.get("replicas") instanceof Number replicas) {
            check(metadata.get("name") instanceof String name ? name : "", replicas.longValue());
            List<String> path = kind.custom() ? CustomScales.replicasPath(kind) : List.of("spec", "replicas");
            @Nullable Object value = replicas;
            for (int i = path.size() - 1; i > 0; i--) {
                Map<String, @Nullable Object> around = new LinkedHashMap<>();
                around.put(path.get(i), value);
                value = around;
            }
            config.put(path.getFirst(), value);
        }
        return config;
    }

    static Scale scale(KubeObject object, @Nullable Integer wanted, @Nullable Integer have, String selector) {
        ObjectMeta metadata = object.metadata();
        return new Scale(
                ObjectMetaBuilder.of()
                        .name(metadata.name())
                        .namespace(metadata.namespace())
                        .uid(metadata.uid())
                        .resourceVersion(metadata.resourceVersion())
                        .creationTimestamp(metadata.creationTimestamp())
                        .build(),
                new ScaleSpec(wanted == null || wanted == 0 ? null : wanted), // none are not said; as in Kubernetes
                new ScaleStatus(have == null ? 0 : have, selector.isEmpty() ? null : selector));
    }

    private static String text(@Nullable LabelSelector selector) {
        return selector == null
                ? ""
                : io.gantry.api.select.LabelSelector.of(selector).toString();
    }

    private static String equality(Map<String, String> selector) {
        return selector.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
