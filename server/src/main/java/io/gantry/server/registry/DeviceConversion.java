package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code resource.k8s.io/v1beta1} says next to a request's name, and in a field {@code basic} of a device, what later versions
 * say in a request's field {@code exactly} and next to a device's name.
 *
 * @param devices where the devices or requests are in an object
 */
record DeviceConversion<S extends KubeObject, T extends KubeObject>(
        Kind<S> served, Kind<T> stored, List<String> devices) implements Conversion<S, T> {
    private static final List<String> SLICE = List.of("spec", "devices");
    private static final List<String> CLAIM = List.of("spec", "devices", "requests");
    private static final List<String> TEMPLATE = List.of("spec", "spec", "devices", "requests");

    /** What a request is in any version, whatever it asks for. */
    private static final Set<String> OF_REQUEST = Set.of("name", "firstAvailable");

    /** The conversion of a kind of {@code v1beta1} that differs; null for others. */
    static <S extends KubeObject, T extends KubeObject> @Nullable DeviceConversion<S, T> of(
            Kind<S> served, Kind<T> stored) {
        if (!served.apiVersion().equals("resource.k8s.io/v1beta1")) {
            return null;
        }
        return switch (served.plural()) {
            case "resourceslices" -> new DeviceConversion<>(served, stored, SLICE);
            case "resourceclaims" -> new DeviceConversion<>(served, stored, CLAIM);
            case "resourceclaimtemplates" -> new DeviceConversion<>(served, stored, TEMPLATE);
            default -> null;
        };
    }

    @Override
    public T toStored(S object) {
        return converted(object, stored, devices.equals(SLICE) ? this::withoutBasic : this::withExactly);
    }

    @Override
    public S toServed(T object) {
        return converted(object, served, devices.equals(SLICE) ? this::withBasic : this::withoutExactly);
    }

    private interface Change {
        Map<String, @Nullable Object> of(Map<String, @Nullable Object> element);
    }

    @SuppressWarnings("unchecked") // the tree is read as the kind that is expected
    private <O extends KubeObject> O converted(KubeObject object, Kind<O> target, Change change) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(Tree.of(object));
        tree.put("apiVersion", target.apiVersion());
        Map<String, @Nullable Object> around = tree;
        for (String field : devices.subList(0, devices.size() - 1)) {
            if (!(around.get(field) instanceof Map<?, ?> inner)) {
                return (O) Tree.toObject(tree, target, DecodeOptions.LENIENT);
            }
            around = Tree.object(inner);
        }
        if (around.get(devices.getLast()) instanceof List<?> elements) {
            List<@Nullable Object> changed = new ArrayList<>();
            elements.forEach(element -> changed.add(change.of(Tree.object(element))));
            around.put(devices.getLast(), changed);
        }
        return (O) Tree.toObject(tree, target, DecodeOptions.LENIENT);
    }

    private Map<String, @Nullable Object> withBasic(Map<String, @Nullable Object> device) {
        Map<String, @Nullable Object> basic = new LinkedHashMap<>(device);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", basic.remove("name"));
        result.put("basic", basic);
        return result;
    }

    private Map<String, @Nullable Object> withoutBasic(Map<String, @Nullable Object> device) {
        return flat(device, "basic");
    }

    private Map<String, @Nullable Object> withoutExactly(Map<String, @Nullable Object> request) {
        return flat(request, "exactly");
    }

    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> element, String field) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(element);
        if (result.remove(field) instanceof Map<?, ?> inner) {
            result.putAll(Tree.object(inner));
        }
        return result;
    }

    private Map<String, @Nullable Object> withExactly(Map<String, @Nullable Object> request) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        Map<String, @Nullable Object> exactly = new LinkedHashMap<>();
        request.forEach((field, value) -> (OF_REQUEST.contains(field) ? result : exactly).put(field, value));
        if ("".equals(exactly.get("deviceClassName"))) {
            exactly.remove("deviceClassName");
        }
        if (!exactly.isEmpty()) {
            result.put("exactly", exactly);
        }
        return result;
    }
}
