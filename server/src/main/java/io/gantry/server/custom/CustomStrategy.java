package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apiextensions.v1.CustomResourceSubresourceScale;
import io.gantry.api.status.StatusException;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Strategy;
import io.gantry.server.schema.CustomDefinition;
import io.gantry.server.schema.CustomVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one served version of a custom resource. They are stored in the version that the definition says, and
 * whatever is read is shown as the schema is now: without what it has no place for, with its defaults. Thread-safe.
 */
final class CustomStrategy extends Strategy<CustomObject> {
    private final CustomCatalog catalog;
    private final CustomDefinition definition;
    private final CustomVersion version;
    private final Converter converter;
    private final boolean terminating;

    /** @param terminating whether the definition is being deleted */
    CustomStrategy(
            CustomCatalog catalog,
            Kind<CustomObject> kind,
            CustomDefinition definition,
            Converter converter,
            boolean terminating) {
        super(kind);
        this.catalog = catalog;
        this.definition = definition;
        this.version = CustomVersion.of(kind);
        this.converter = converter;
        this.terminating = terminating;
    }

    @Override
    public CustomObject read(KubeObject stored) {
        CustomObject object = (CustomObject) stored;
        if (object.kind() == kind()) {
            return object;
        }
        return coerced(converter.convert(List.of(object), kind()).getFirst());
    }

    /** As the definition is by then: who follows the objects must not lose fields that came to the schema since. */
    @Override
    public CustomObject readLater(KubeObject stored) {
        Kind<CustomObject> current = catalog.find(kind().group(), kind().version(), kind().plural());
        return current == null || current == kind()
                ? read(stored)
                : catalog.strategy(current).read(stored);
    }

    /** All at once, so that a webhook is asked once. */
    @Override
    public List<CustomObject> readAll(List<KubeObject> stored) {
        List<CustomObject> others = new ArrayList<>();
        for (KubeObject each : stored) {
            if (each instanceof CustomObject object && object.kind() != kind()) {
                others.add(object);
            }
        }
        Iterator<CustomObject> converted = others.isEmpty()
                ? others.iterator()
                : converter.convert(others, kind()).iterator();
        List<CustomObject> all = new ArrayList<>(stored.size());
        for (KubeObject each : stored) {
            CustomObject object = (CustomObject) each;
            all.add(object.kind() == kind() ? object : coerced(converted.next()));
        }
        return all;
    }

    /** As the schema is now, whatever it was when the object was written. */
    private CustomObject coerced(CustomObject object) {
        return object.withContent(version.complete(version.prune(object.content(), null)));
    }

    @Override
    public KubeObject stored(CustomObject object) {
        return object.kind().version().equals(definition.storage().version())
                ? object
                : converter.convert(List.of(object), definition.raw()).getFirst();
    }

    @Override
    public void mayCreate(Context context) {
        if (terminating) {
            throw StatusException.of(
                    405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating");
        }
    }

    /** Only the status itself; unlike those of built-in kinds, it brings no labels or annotations along. */
    @Override
    public CustomObject prepareStatus(CustomObject next, CustomObject old, Context context) {
        Map<String, Object> content = new LinkedHashMap<>(old.content());
        Object status = next.content().get("status");
        if (status == null) {
            content.remove("status");
        } else {
            content.put("status", status);
        }
        CustomObject result = old.withContent(content);
        return Metas.edit(result, m -> m.managedFields(next.metadata().managedFields()));
    }

    @Override
    public boolean sameDesire(CustomObject next, CustomObject old) {
        return desire(next).equals(desire(old));
    }

    private Map<String, Object> desire(CustomObject object) {
        if (!version.hasStatus() || !object.content().containsKey("status")) {
            return object.content();
        }
        Map<String, Object> content = new LinkedHashMap<>(object.content());
        content.remove("status");
        return content;
    }

    @Override
    public List<FieldError> check(CustomObject next, @Nullable CustomObject old) {
        CustomResourceSubresourceScale scale = version.scale();
        if (scale == null) {
            return List.of();
        }
        FieldErrors errors = new FieldErrors();
        replicas(next, scale.specReplicasPath(), errors);
        replicas(next, scale.statusReplicasPath(), errors);
        return errors.list();
    }

    private static void replicas(CustomObject object, String path, FieldErrors errors) {
        Object value = object.content();
        for (String step : path.substring(1).split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        FieldPath place = FieldPath.of(path);
        if (value == null) {
            return;
        }
        if (!(value instanceof Long count)) {
            errors.invalid(place, value, "should be an integer");
        } else if (count < 0) {
            errors.invalid(place, count, "should be a non-negative integer");
        } else if (count > Integer.MAX_VALUE) {
            errors.invalid(place, count, "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }
}
