package io.gantry.server.schema;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.gantry.api.apiextensions.v1.CustomResourceSubresources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CustomResourceDefinition, compiled: the kinds that it declares, one for each version. Immutable and thread-safe. */
public final class CustomDefinition {
    private final CustomResourceDefinition source;
    private final Map<String, Kind<CustomObject>> kinds;
    private final List<Kind<CustomObject>> served;
    private final Kind<CustomObject> storage;
    private final Kind<CustomObject> raw;

    private CustomDefinition(CustomResourceDefinition source) {
        this.source = source;
        Map<String, Kind<CustomObject>> all = new LinkedHashMap<>();
        List<Kind<CustomObject>> open = new ArrayList<>();
        Kind<CustomObject> kept = null;
        for (CustomResourceDefinitionVersion version : source.spec().versions()) {
            Kind<CustomObject> kind = kind(source, version);
            all.put(version.name(), kind);
            if (version.served()) {
                open.add(kind);
            }
            if (version.storage()) {
                kept = kind;
            }
        }
        if (kept == null) {
            throw new IllegalArgumentException(source.name() + " has no version to store objects in");
        }
        this.kinds = Map.copyOf(all);
        this.served = List.copyOf(open);
        this.storage = kept;
        CustomObject.Names names = CustomObject.Names.of(kept.name(), kept.plural());
        this.raw = CustomObject.kind(kept.group(), kept.version(), names, kept.namespaced());
    }

    /** Compiles a definition that has passed validation and whose names are accepted. */
    public static CustomDefinition of(CustomResourceDefinition source) {
        return new CustomDefinition(source);
    }

    private static Kind<CustomObject> kind(CustomResourceDefinition source, CustomResourceDefinitionVersion version) {
        String group = source.spec().group();
        CustomResourceDefinitionNames names = source.status().acceptedNames();
        List<String> subresources = new ArrayList<>();
        CustomResourceSubresources given = version.subresources();
        if (given != null && given.status() != null) {
            subresources.add("status|" + group + "/" + version.name() + "/" + names.kind() + "|get,patch,update");
        }
        if (given != null && given.scale() != null) {
            subresources.add("scale|autoscaling/v1/Scale|get,patch,update");
        }
        String fingerprint = source.uid() + "/" + source.metadata().generation() + "/" + version.name();
        return CustomObject.kind(
                group,
                version.name(),
                new CustomObject.Names(
                        names.kind(),
                        names.listKind() == null ? names.kind() + "List" : names.listKind(),
                        names.plural(),
                        names.singular() == null ? "" : names.singular(),
                        names.shortNames(),
                        names.categories()),
                source.spec().scope().equals("Namespaced"),
                subresources,
                new CustomVersion(
                        version,
                        source.spec().versions().stream()
                                .filter(CustomResourceDefinitionVersion::storage)
                                .map(CustomResourceDefinitionVersion::name)
                                .findFirst()
                                .orElse(version.name()),
                        fingerprint));
    }

    public CustomResourceDefinition source() {
        return source;
    }

    /** Whether the same kinds follow from another state of the definition. */
    public boolean fits(CustomResourceDefinition other) {
        return other == source
                || (other.spec().equals(source.spec())
                        && other.uid().equals(source.uid())
                        && other.status().acceptedNames().equals(source.status().acceptedNames()));
    }

    /** The kind in a version, served or not; null when there is no such version. */
    public @Nullable Kind<CustomObject> version(String name) {
        return kinds.get(name);
    }

    /** The kinds of the versions that are served. */
    public List<Kind<CustomObject>> served() {
        return served;
    }

    /**
     * What an object is stored as that was written in another version: it may have fields that only that version knows, and
     * lack defaults of this one, so that it must not be taken for an object of {@link #storage}.
     */
    public Kind<CustomObject> raw() {
        return raw;
    }

    /** The kind in the version in which objects are stored. */
    public Kind<CustomObject> storage() {
        return storage;
    }
}
