package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.server.patch.FieldSet;
import io.gantry.server.patch.JsonPatch;
import io.gantry.server.patch.ManagedFields;
import io.gantry.server.patch.Manager;
import io.gantry.server.patch.MergePatch;
import io.gantry.server.patch.RecordSchema;
import io.gantry.server.patch.Schema;
import io.gantry.server.patch.StrategicMerge;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Registry.Written;
import io.gantry.server.request.RequestScope;
import io.gantry.server.schema.CustomVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes objects by patches in any of Kubernetes' four formats. The patch is laid over the newest state, and again over
 * a newer one when another write came first. Thread-safe.
 */
public final class Patcher {
    private final Time time;

    public Patcher(Time time) {
        this.time = time;
    }

    /** What becomes of fields that the type does not have, or that are given twice. */
    public enum Strictness {
        IGNORE,
        WARN,
        STRICT
    }

    /** @param subresource empty for the object itself */
    public <S extends KubeObject> Written<S> patch(
            Resource<S> resource,
            String namespace,
            String name,
            String subresource,
            Patch patch,
            Strictness strictness,
            WriteOptions options) {
        Kind<S> kind = resource.kind();
        if (patch.type() == Patch.Type.APPLY) {
            return apply(resource, namespace, name, subresource, patch, strictness, options);
        }
        if (options.force()) {
            throw StatusException.invalid(
                    "meta.k8s.io", "PatchOptions", "", forbidden("force", "may not be specified for non-apply patch"));
        }
        if (patch.type() == Patch.Type.STRATEGIC && kind.custom()) {
            throw StatusException.unsupportedMediaType(
                    patch.type().mediaType(),
                    "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
        }
        Object parsed = parse(patch);
        return resource.update(
                namespace,
                name,
                subresource,
                current -> new Edited<>(patched(kind, current, patch, parsed, strictness), null),
                null,
                options);
    }

    /** The object with a patch laid over it that is no apply. */
    public <S> S patched(Kind<S> kind, S current, Patch patch, Strictness strictness) {
        return patched(kind, current, patch, parse(patch), strictness);
    }

    private static <S> S patched(Kind<S> kind, S current, Patch patch, @Nullable Object parsed, Strictness strictness) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(Tree.of(current));
        Object result = switch (patch.type()) {
            case JSON -> JsonPatch.apply(tree, parsed);
            case MERGE -> MergePatch.apply(tree, map(parsed));
            case STRATEGIC -> StrategicMerge.apply(RecordSchema.of(kind.type()), tree, map(parsed));
            case APPLY -> throw new IllegalArgumentException("an apply is no plain patch");
        };
        return decode(kind, map(result), strictness);
    }

    private <S extends KubeObject> Written<S> apply(
            Resource<S> resource,
            String namespace,
            String name,
            String subresource,
            Patch patch,
            Strictness strictness,
            WriteOptions options) {
        Kind<S> kind = resource.kind();
        if (options.fieldManager().isEmpty()) {
            Violations violations = new Violations();
            violations.required("fieldManager", "is required for apply patch");
            throw StatusException.invalid("meta.k8s.io", "PatchOptions", "", violations.causes());
        }
        Map<String, @Nullable Object> config = config(kind, patch, name, strictness);
        Schema schema = CustomVersion.schemaOf(kind);
        Manager manager = new Manager(options.fieldManager(), Manager.APPLY, kind.apiVersion(), subresource);
        FieldSet excluded = FieldOwners.excluded(kind, subresource);
        Edited<S> ifAbsent = null;
        if (subresource.isEmpty()) {
            ManagedFields.Applied created = ManagedFields.apply(
                    schema, new LinkedHashMap<>(), config, List.of(), manager, excluded, options.force(), time.now());
            ifAbsent = new Edited<>(decode(kind, created.object(), strictness), created.managers());
        }
        return resource.update(
                namespace,
                name,
                subresource,
                current -> {
                    List<ManagedFieldsEntry> entries = current.metadata().managedFields();
                    ManagedFields.Applied applied = ManagedFields.apply(
                            schema, tree(current), config, entries, manager, excluded, options.force(), time.now());
                    return applied.changed()
                            ? new Edited<>(decode(kind, applied.object(), strictness), applied.managers())
                            : new Edited<>(current, entries);
                },
                ifAbsent,
                options);
    }

    private static Map<String, @Nullable Object> config(Kind<?> kind, Patch patch, String name, Strictness strictness) {
        Object parsed;
        try {
            parsed = Yaml.parse(patch.body());
        } catch (DecodeException e) {
            throw StatusException.badRequest("error decoding YAML: " + e.getMessage());
        }
        Map<String, @Nullable Object> config = map(parsed);
        Object apiVersion = config.get("apiVersion");
        Object kindName = config.get("kind");
        if (!kind.apiVersion().equals(apiVersion) || !kind.name().equals(kindName)) {
            throw StatusException.badRequest("the object provided is unrecognized (must be of type " + kind.name()
                    + "): apiVersion " + apiVersion + ", kind " + kindName);
        }
        if (config.get("metadata") instanceof Map<?, ?> metadata) {
            if (metadata.get("managedFields") != null) {
                throw StatusException.badRequest("metadata.managedFields must be nil");
            }
            Object given = metadata.get("name");
            if (given != null && !given.equals(name)) {
                throw StatusException.badRequest(
                        "the name of the object (" + given + ") does not match the name on the URL (" + name + ")");
            }
        }
        // Reading it as the type tells unknown fields and wrong types before anything is merged.
        decode(kind, config, strictness);
        return config;
    }

    private static @Nullable Object parse(Patch patch) {
        try {
            return Tree.parseJson(patch.body());
        } catch (DecodeException e) {
            throw StatusException.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    /** An object's tree without its managed fields: they are followed on their own. */
    private static Map<String, @Nullable Object> tree(Object object) {
        Object plain = object instanceof KubeObject kube ? Metas.edit(kube, m -> m.managedFields(List.of())) : object;
        return new LinkedHashMap<>(Tree.of(plain));
    }

    @SuppressWarnings("unchecked") // trees have string keys
    private static Map<String, @Nullable Object> map(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw StatusException.badRequest("error decoding patch: it must be an object");
    }

    @SuppressWarnings("unchecked") // the kind is compared first
    private static <S> S decode(Kind<S> kind, Map<String, @Nullable Object> tree, Strictness strictness) {
        StrictErrors errors = new StrictErrors();
        Object object;
        try {
            object = Tree.toObject(
                    tree,
                    kind,
                    strictness == Strictness.IGNORE ? DecodeOptions.LENIENT : DecodeOptions.collecting(errors));
        } catch (DecodeException e) {
            throw refused(tree, e.getMessage());
        }
        if (!kind.apiVersion().equals(tree.get("apiVersion")) || !kind.name().equals(tree.get("kind"))) {
            throw StatusException.badRequest("the patch may not change apiVersion or kind");
        }
        if (!errors.isEmpty()) {
            if (strictness == Strictness.STRICT) {
                throw refused(tree, errors.message());
            }
            errors.list().forEach(RequestScope::warn);
        }
        return (S) object;
    }

    private static StatusException refused(Map<String, @Nullable Object> tree, @Nullable String why) {
        Violations violations = new Violations();
        violations.invalid(
                "patch", tree.keySet().toString(), why == null ? "it cannot be read as the resource's type" : why);
        return StatusException.invalid("", "", "", violations.causes());
    }

    private static List<io.gantry.api.meta.v1.StatusCause> forbidden(String field, String detail) {
        Violations violations = new Violations();
        violations.forbidden(field, detail);
        return violations.causes();
    }
}
