package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceSubresourceScale;
import io.gantry.api.autoscaling.v1.Scale;
import io.gantry.api.status.StatusException;
import io.gantry.server.schema.CustomVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code scale} subresource of custom resources: their definition says where the numbers are. Pure. */
final class CustomScales {
    private CustomScales() {}

    static Scale of(CustomObject object) {
        CustomResourceSubresourceScale paths = paths(object.kind());
        Object wanted = find(object, paths.specReplicasPath());
        if (wanted == null) {
            String text = "the spec replicas field \"" + paths.specReplicasPath() + "\" does not exist";
            throw StatusException.internal(text, new IllegalStateException(text));
        }
        Object selector = paths.labelSelectorPath() == null ? null : find(object, paths.labelSelectorPath());
        return Scales.scale(
                object,
                number(wanted, paths.specReplicasPath()),
                number(find(object, paths.statusReplicasPath()), paths.statusReplicasPath()),
                selector instanceof String text ? text : "");
    }

    static CustomObject with(CustomObject object, int replicas) {
        List<String> steps = replicasPath(object.kind());
        Map<String, Object> content = new LinkedHashMap<>(object.content());
        Map<String, Object> at = content;
        for (int i = 0; i < steps.size() - 1; i++) {
            Map<String, Object> next = new LinkedHashMap<>();
            if (at.get(steps.get(i)) instanceof Map<?, ?> present) {
                present.forEach((name, value) -> next.put((String) name, value));
            }
            at.put(steps.get(i), next);
            at = next;
        }
        at.put(steps.getLast(), (long) replicas);
        return object.withContent(content);
    }

    /** The names on the way to the number that a scale sets. */
    static List<String> replicasPath(Kind<?> kind) {
        return List.of(paths(kind).specReplicasPath().substring(1).split("\\.", -1));
    }

    private static CustomResourceSubresourceScale paths(Kind<?> kind) {
        CustomResourceSubresourceScale paths = CustomVersion.of(kind).scale();
        if (paths == null) {
            throw StatusException.noSuchPath();
        }
        return paths;
    }

    private static @Nullable Object find(CustomObject object, String path) {
        Object value = object.content();
        for (String step : path.substring(1).split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static @Nullable Integer number(@Nullable Object value, String path) {
        return switch (value) {
            case null -> null;
            case Number number -> number.intValue();
            default -> {
                String text = path + " accessor error: " + value + " is no whole number";
                throw StatusException.internal(text, new IllegalStateException(text));
            }
        };
    }
}
