package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversions between the versions of built-in kinds. */
final class Conversions {
    private Conversions() {}

    /** How a served version becomes the stored one. */
    @SuppressWarnings("unchecked") // each branch looks at the kinds first
    static <S extends KubeObject, T extends KubeObject> Conversion<S, T> between(Kind<S> served, Kind<T> stored) {
        if (served.custom()) {
            return (Conversion<S, T>) new Adoption((Kind<CustomObject>) (Kind<?>) served);
        }
        if (served == (Kind<?>) stored) {
            return (Conversion<S, T>) new Same<>();
        }
        if (served.group().equals("events.k8s.io")) {
            return (Conversion<S, T>) new EventConversion();
        }
        if (served.plural().equals("horizontalpodautoscalers")) {
            return (Conversion<S, T>) new AutoscalerConversion();
        }
        DeviceConversion<S, T> devices = DeviceConversion.of(served, stored);
        return devices != null ? devices : new SameShape<>(served, stored);
    }

    private static final class Same<T extends KubeObject> implements Conversion<T, T> {
        @Override
        public T toStored(T served) {
            return served;
        }

        @Override
        public T toServed(T stored) {
            return stored;
        }
    }

    /** Callers may hold objects of a kind of which they know but the names: these are taken for the kind that is served. */
    private record Adoption(Kind<CustomObject> kind) implements Conversion<CustomObject, CustomObject> {
        @Override
        public CustomObject toStored(CustomObject object) {
            return object.kind() == kind
                    ? object
                    : object.withKind(kind).withContent(kind.rules().prune(object.content(), null));
        }

        @Override
        public CustomObject toServed(CustomObject object) {
            return object;
        }
    }

    /** Versions that differ in their name and in fields that only one of them has. */
    private record SameShape<S extends KubeObject, T extends KubeObject>(Kind<S> served, Kind<T> stored)
            implements Conversion<S, T> {
        @Override
        public T toStored(S object) {
            return rename(object, stored);
        }

        @Override
        public S toServed(T object) {
            return rename(object, served);
        }

        @SuppressWarnings("unchecked") // the tree is read as the kind that is expected
        private static <O extends KubeObject> O rename(KubeObject object, Kind<O> target) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(Tree.of(object));
            tree.put("apiVersion", target.apiVersion());
            return (O) Tree.toObject(tree, target, DecodeOptions.LENIENT);
        }
    }
}
