package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.autoscaling.v1.ScaleType;
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
import io.gantry.server.patch.ListFaults;
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
import java.util.function.Supplier;
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
        forcesNothing(options);
        if (patch.type() == Patch.Type.STRATEGIC && kind.custom()) {
            throw StatusException.unsupportedMediaType(
                    "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor");
        }
        Parsed parsed = parse(patch, strictness);
        return resource.update(
                namespace,
                name,
                subresource,
                current -> new Edited<>(named(patched(kind, current, patch.type(), parsed, strictness), name), null),
                null,
                options);
    }

    /** The object with a patch laid over it that is no apply. */
    private static <S> S patched(Kind<S> kind, S current, Patch.Type type, Parsed patch, Strictness strictness) {
        Object parsed = patch.tree();
        Map<String, @Nullable Object> tree =
                mentionsOwners(parsed) ? new LinkedHashMap<>(Tree.of(current)) : tree(current);
        Object result = switch (type) {
            case JSON -> JsonPatch.apply(tree, parsed);
            case MERGE -> MergePatch.apply(tree, map(parsed, type));
            case STRATEGIC -> StrategicMerge.apply(RecordSchema.of(kind.type()), tree, map(parsed, type));
            case APPLY -> throw new IllegalArgumentException("an apply is no plain patch");
        };
        Map<String, @Nullable Object> outcome = map(result, type);
        if (type == Patch.Type.STRATEGIC) {
            // It changes fields of a known type, which the type's own name is not one of.
            outcome = new LinkedHashMap<>(outcome);
            outcome.put("apiVersion", kind.apiVersion());
            outcome.put("kind", kind.name());
        }
        return decode(kind, outcome, type, type == Patch.Type.STRATEGIC ? parsed : outcome, patch.faults(), strictness);
    }

    /** Whether a patch is about who owns which fields; what it does not name is not worth the way through a tree. */
    private static boolean mentionsOwners(@Nullable Object patch) {
        return switch (patch) {
            case Map<?, ?> map ->
                map.get("metadata") instanceof Map<?, ?> metadata && metadata.containsKey("managedFields");
            case List<?> operations ->
                operations.stream()
                        .anyMatch(operation -> operation instanceof Map<?, ?> fields
                                && (concernsMetadata(fields.get("path")) || concernsMetadata(fields.get("from"))));
            case null, default -> false;
        };
    }

    private static boolean concernsMetadata(@Nullable Object pointer) {
        return pointer instanceof String path
                && (path.isEmpty() || path.equals("/metadata") || path.startsWith("/metadata/managedFields"));
    }

    private static <S extends KubeObject> S named(S object, String name) {
        if (object.name().isEmpty()) {
            throw StatusException.badRequest(
                    "the name of the object (" + name + " based on URL) was undeterminable: name must be provided");
        }
        return object;
    }

    private <S extends KubeObject> Written<S> apply(
            Resource<S> resource,
            String namespace,
            String name,
            String subresource,
            Patch patch,
            Strictness strictness,
            WriteOptions options) {
        needsManager(options);
        Map<String, @Nullable Object> config = config(resource.kind(), patch, name, strictness);
        return apply(resource, namespace, name, subresource, config, options);
    }

    /**
     * Changes an object by a patch of its {@code Scale}. Whoever applies one owns the object's number of replicas: it is the same
     * as to apply the object with nothing else in it.
     */
    public <S extends KubeObject> Written<S> patchScale(
            Resource<S> resource,
            String namespace,
            String name,
            Patch patch,
            Strictness strictness,
            WriteOptions options) {
        if (patch.type() == Patch.Type.APPLY) {
            needsManager(options);
            Map<String, @Nullable Object> scale = config(ScaleType.KIND, patch, name, strictness);
            return apply(resource, namespace, name, "scale", Scales.configOf(resource.kind(), scale), options);
        }
        forcesNothing(options);
        Parsed parsed = parse(patch, strictness);
        return resource.update(
                namespace,
                name,
                "scale",
                current -> new Edited<>(
                        Scales.with(
                                current, patched(ScaleType.KIND, Scales.of(current), patch.type(), parsed, strictness)),
                        null),
                null,
                options);
    }

    private static void forcesNothing(WriteOptions options) {
        if (options.force()) {
            throw StatusException.invalid(
                    "meta.k8s.io", "PatchOptions", "", forbidden("force", "may not be specified for non-apply patch"));
        }
    }

    private static void needsManager(WriteOptions options) {
        if (options.fieldManager().isEmpty()) {
            Violations violations = new Violations();
            violations.required("fieldManager", "is required for apply patch");
            throw StatusException.invalid("meta.k8s.io", "PatchOptions", "", violations.causes());
        }
    }

    private <S extends KubeObject> Written<S> apply(
            Resource<S> resource,
            String namespace,
            String name,
            String subresource,
            Map<String, @Nullable Object> config,
            WriteOptions options) {
        Kind<S> kind = resource.kind();
        Schema schema = CustomVersion.schemaOf(kind);
        Manager manager = new Manager(options.fieldManager(), Manager.APPLY, kind.apiVersion(), subresource);
        FieldSet excluded = FieldOwners.excluded(kind, subresource);
        Map<String, @Nullable Object> empty = FieldOwners.emptyTree(kind);
        Supplier<Edited<S>> ifAbsent = () -> {
            ManagedFields.Applied created = ManagedFields.apply(
                    schema,
                    empty,
                    new LinkedHashMap<>(),
                    config,
                    List.of(),
                    manager,
                    excluded,
                    options.force(),
                    time.now());
            S object = applied(kind, created.object());
            if (!object.uid().isEmpty()) {
                throw StatusException.conflict(
                        kind.group(),
                        kind.plural(),
                        name,
                        "uid mismatch: the provided object specified uid " + object.uid()
                                + ", and no existing object was found");
            }
            return new Edited<>(object, created.managers());
        };
        return resource.update(
                namespace,
                name,
                subresource,
                current -> {
                    List<ManagedFieldsEntry> entries = current.metadata().managedFields();
                    ManagedFields.Applied applied = ManagedFields.apply(
                            schema,
                            empty,
                            tree(current),
                            config,
                            entries,
                            manager,
                            excluded,
                            options.force(),
                            time.now());
                    return applied.changed()
                            ? new Edited<>(applied(kind, applied.object()), applied.managers())
                            : new Edited<>(current, entries);
                },
                subresource.isEmpty() ? ifAbsent : null,
                options);
    }

    private static Map<String, @Nullable Object> config(Kind<?> kind, Patch patch, String name, Strictness strictness) {
        StrictErrors duplicates = new StrictErrors();
        Object parsed;
        try {
            parsed = Yaml.parse(patch.body(), DecodeOptions.collecting(duplicates));
        } catch (DecodeException e) {
            throw PatchErrors.unreadable(Patch.Type.APPLY, e.getMessage());
        }
        Map<String, @Nullable Object> config = map(parsed, Patch.Type.APPLY);
        Object apiVersion = config.get("apiVersion");
        Object kindName = config.get("kind");
        if (!kind.apiVersion().equals(apiVersion) || !kind.name().equals(kindName)) {
            throw PatchErrors.otherType(apiVersion, kindName);
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
        checkType(kind, config);
        if (!duplicates.isEmpty()) {
            if (strictness == Strictness.STRICT) {
                throw StatusException.badRequest("error strict decoding YAML: error converting YAML to JSON: "
                        + String.join(", ", duplicates.list()));
            }
            if (strictness == Strictness.WARN) {
                duplicates.list().forEach(RequestScope::warn);
            }
        }
        return config;
    }

    /** Reading it as the type tells unknown fields and wrong types before anything is merged. */
    private static void checkType(Kind<?> kind, Map<String, @Nullable Object> config) {
        StrictErrors errors = new StrictErrors();
        Schema schema = CustomVersion.schemaOf(kind);
        List<String> faults = ListFaults.of(schema, config);
        if (!faults.isEmpty()) {
            throw PatchErrors.notTyped(kind, config, faults);
        }
        try {
            Tree.toObject(config, kind, DecodeOptions.collecting(errors));
        } catch (DecodeException e) {
            throw PatchErrors.untyped(kind, schema, config, e);
        }
        if (!errors.isEmpty()) {
            throw PatchErrors.undeclared(kind, schema, config, errors);
        }
    }

    /**
     * A patch that has been read.
     *
     * @param faults what it gives twice, and what operations have that no operation has
     */
    private record Parsed(@Nullable Object tree, List<String> faults) {}

    private static Parsed parse(Patch patch, Strictness strictness) {
        StrictErrors repeated = new StrictErrors();
        Object parsed;
        try {
            parsed = Tree.parseJson(
                    patch.body(),
                    strictness == Strictness.IGNORE ? DecodeOptions.LENIENT : DecodeOptions.collecting(repeated));
        } catch (DecodeException e) {
            throw PatchErrors.unreadable(patch.type(), e.getMessage());
        }
        if (patch.type() == Patch.Type.JSON && strictness != Strictness.IGNORE) {
            JsonPatch.unknownFields(parsed).forEach(repeated::unknownField);
        }
        return new Parsed(parsed, repeated.list());
    }

    /** An object's tree without its managed fields: they are followed on their own. */
    private static Map<String, @Nullable Object> tree(Object object) {
        Object plain = object instanceof KubeObject kube ? Metas.edit(kube, m -> m.managedFields(List.of())) : object;
        return new LinkedHashMap<>(Tree.of(plain));
    }

    @SuppressWarnings("unchecked") // trees have string keys
    private static Map<String, @Nullable Object> map(@Nullable Object tree, Patch.Type type) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        String given = switch (tree) {
            case null -> "null";
            case List<?> list -> "array";
            case String text -> "string";
            case Boolean bool -> "bool";
            default -> "number";
        };
        throw PatchErrors.unreadable(
                type, "json: cannot unmarshal " + given + " into Go value of type map[string]interface {}");
    }

    /** What an apply has made of an object and a configuration that both fit the type. */
    private static <S> S applied(Kind<S> kind, Map<String, @Nullable Object> tree) {
        return decode(kind, tree, Patch.Type.APPLY, tree, List.of(), Strictness.IGNORE);
    }

    @SuppressWarnings("unchecked") // the kind is compared first
    private static <S> S decode(
            Kind<S> kind,
            Map<String, @Nullable Object> tree,
            Patch.Type type,
            @Nullable Object shown,
            List<String> faults,
            Strictness strictness) {
        StrictErrors errors = new StrictErrors();
        faults.forEach(errors::add);
        Object object;
        try {
            object = Tree.toObject(
                    tree,
                    kind,
                    strictness == Strictness.IGNORE ? DecodeOptions.LENIENT : DecodeOptions.collecting(errors));
        } catch (DecodeException e) {
            throw PatchErrors.misfit(type, shown, e.getMessage());
        }
        if (!kind.apiVersion().equals(tree.get("apiVersion")) || !kind.name().equals(tree.get("kind"))) {
            throw PatchErrors.misfit(
                    type, shown, "unable to decode " + tree.get("apiVersion") + ", Kind=" + tree.get("kind"));
        }
        if (!errors.isEmpty()) {
            if (strictness == Strictness.STRICT) {
                throw PatchErrors.misfit(type, shown, errors.message());
            }
            errors.list().forEach(RequestScope::warn);
        }
        return (S) object;
    }

    private static List<io.gantry.api.meta.v1.StatusCause> forbidden(String field, String detail) {
        Violations violations = new Violations();
        violations.forbidden(field, detail);
        return violations.causes();
    }
}
