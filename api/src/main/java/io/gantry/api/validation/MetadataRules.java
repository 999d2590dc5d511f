package io.gantry.api.validation;

import io.gantry.api.codec.Scalars;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.meta.v1.OwnerReferenceType;
import io.gantry.api.names.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds for the metadata of every object. */
final class MetadataRules {
    /** Keys and values of all annotations together, in bytes. */
    private static final int MAX_ANNOTATIONS = 256 << 10;

    /** Finalizers of Kubernetes itself, which need no prefix. */
    private static final List<String> STANDARD_FINALIZERS = List.of("kubernetes", "orphan", "foregroundDeletion");

    /** What a kind asks of the names of its objects. */
    interface NameRule {
        List<String> check(String name);
    }

    private MetadataRules() {}

    static void create(ObjectMeta metadata, boolean namespaced, NameRule rule, FieldPath path, FieldErrors errors) {
        String generateName = metadata.generateName();
        if (generateName != null) {
            // The suffix makes a trailing hyphen legal.
            String sample = generateName.endsWith("-")
                    ? generateName.substring(0, generateName.length() - 1) + "a"
                    : generateName;
            errors.invalid(path.child("generateName"), generateName, rule.check(sample));
        }
        String name = metadata.name();
        if (name == null || name.isEmpty()) {
            errors.required(path.child("name"), "name or generateName is required");
        } else {
            errors.invalid(path.child("name"), name, rule.check(name));
        }
        String namespace = metadata.namespace();
        if (namespaced) {
            if (namespace == null || namespace.isEmpty()) {
                errors.required(path.child("namespace"), "");
            } else {
                errors.invalid(path.child("namespace"), namespace, Names.dns1123Label(namespace));
            }
        } else if (namespace != null) {
            errors.forbidden(path.child("namespace"), "not allowed on this type");
        }
        common(metadata, path, errors);
    }

    private static void common(ObjectMeta metadata, FieldPath path, FieldErrors errors) {
        errors.nonNegative(path.child("generation"), metadata.generation());
        labels(metadata.labels(), path.child("labels"), errors);
        annotations(metadata.annotations(), path.child("annotations"), errors);
        owners(metadata.ownerReferences(), path.child("ownerReferences"), errors);
        finalizers(metadata.finalizers(), path.child("finalizers"), errors);
    }

    static void labels(Map<String, String> labels, FieldPath path, FieldErrors errors) {
        labels.forEach((key, value) -> {
            errors.invalid(path, key, Names.qualifiedName(key));
            errors.invalid(path, value, Names.labelValue(value));
        });
    }

    static void annotations(Map<String, String> annotations, FieldPath path, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, String> entry : annotations.entrySet()) {
            errors.invalid(
                    path, entry.getKey(), Names.qualifiedName(entry.getKey().toLowerCase(Locale.ROOT)));
            size += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
        }
        if (size > MAX_ANNOTATIONS) {
            errors.tooLong(path, MAX_ANNOTATIONS);
        }
    }

    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void owners(List<OwnerReference> owners, FieldPath path, FieldErrors errors) {
        String controller = null;
        for (OwnerReference owner : owners) {
            String apiVersion = owner.apiVersion();
            if (apiVersion.isEmpty() || apiVersion.endsWith("/")) {
                errors.invalid(path.child("apiVersion"), apiVersion, "version must not be empty");
            }
            notEmpty(path.child("kind"), owner.kind(), errors);
            notEmpty(path.child("name"), owner.name(), errors);
            notEmpty(path.child("uid"), owner.uid(), errors);
            if (apiVersion.equals("v1") && owner.kind().equals("Event")) {
                errors.invalidRecord(
                        path, OwnerReferenceType.TYPE, owner, "/v1, Kind=Event is disallowed from being an owner");
            }
            if (Boolean.TRUE.equals(owner.controller())) {
                String named = owner.kind() + "/" + owner.name();
                if (controller != null) {
                    errors.invalid(
                            path,
                            InternalJson.ofAll(OwnerReferenceType.TYPE, owners),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + named);
                } else {
                    controller = named;
                }
            }
        }
    }

    private static void notEmpty(FieldPath path, String value, FieldErrors errors) {
        if (value.isEmpty()) {
            errors.invalid(path, value, "must not be empty");
        }
    }

    private static void finalizers(List<String> finalizers, FieldPath path, FieldErrors errors) {
        for (String finalizer : finalizers) {
            errors.invalid(path, finalizer, Names.qualifiedName(finalizer));
        }
        if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
            errors.invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    static void finalizer(String finalizer, FieldPath path, FieldErrors errors) {
        errors.invalid(path, finalizer, Names.qualifiedName(finalizer));
        standardFinalizer(finalizer, path, errors);
    }

    /** Kubernetes asks this of its own kinds; not of custom resources, and not of those that other servers serve for it. */
    static void standardFinalizer(String finalizer, FieldPath path, FieldErrors errors) {
        if (finalizer.indexOf('/') < 0 && !STANDARD_FINALIZERS.contains(finalizer)) {
            errors.invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    static void update(ObjectMeta updated, ObjectMeta old, FieldPath path, FieldErrors errors) {
        if (updated.deletionTimestamp() != null
                || old.deletionTimestamp() != null
                || updated.deletionGracePeriodSeconds() != null) {
            deletion(updated, old, path, errors);
        }
        Long generation = updated.generation();
        Long before = old.generation();
        if (before != null && (generation == null || generation < before)) {
            errors.invalid(path.child("generation"), generation, "must not be decremented");
        }
        if (updated.resourceVersion() == null || updated.resourceVersion().isEmpty()) {
            errors.invalid(path.child("resourceVersion"), "", "must be specified for an update");
        }
        errors.immutable(path.child("name"), text(updated.name()), text(old.name()));
        errors.immutable(path.child("namespace"), text(updated.namespace()), text(old.namespace()));
        errors.immutable(path.child("uid"), text(updated.uid()), text(old.uid()));
        immutableTime(path.child("creationTimestamp"), updated.creationTimestamp(), old.creationTimestamp(), errors);
        common(updated, path, errors);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void immutableTime(
            FieldPath path, @Nullable Instant value, @Nullable Instant old, FieldErrors errors) {
        errors.immutable(path, value == null ? null : Scalars.time(value), old == null ? null : Scalars.time(old));
    }

    private static void deletion(ObjectMeta updated, ObjectMeta old, FieldPath path, FieldErrors errors) {
        if (old.deletionTimestamp() != null) {
            List<String> added = new ArrayList<>(updated.finalizers());
            added.removeAll(old.finalizers());
            if (!added.isEmpty()) {
                StringBuilder names = new StringBuilder("[]string{");
                for (int i = 0; i < added.size(); i++) {
                    names.append(i > 0 ? ", " : "").append(FieldError.quote(added.get(i)));
                }
                errors.forbidden(
                        path.child("finalizers"),
                        "no new finalizers can be added if the object is being deleted, found new finalizers " + names
                                + "}");
            }
        }
        immutableTime(path.child("deletionTimestamp"), updated.deletionTimestamp(), old.deletionTimestamp(), errors);
        errors.immutable(
                path.child("deletionGracePeriodSeconds"),
                updated.deletionGracePeriodSeconds(),
                old.deletionGracePeriodSeconds());
    }
}
