package io.gantry.api.validation;

import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.names.Names;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the environment of a container comes from. */
final class EnvRules {
    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private EnvRules() {}

    static void check(EnvVar variable, FieldPath path, FieldErrors errors) {
        EnvVarSource source = variable.valueFrom();
        if (source == null) {
            return;
        }
        FieldPath place = path.child("valueFrom");
        if (source.fieldRef() != null) {
            fieldPath(source.fieldRef().fieldPath(), place.child("fieldRef"), FIELDS, errors);
        }
        if (source.resourceFieldRef() != null) {
            ResourceRules.fieldSelector(source.resourceFieldRef(), false, place.child("resourceFieldRef"), errors);
        }
        long sources = Stream.of(
                        source.fieldRef(),
                        source.resourceFieldRef(),
                        source.configMapKeyRef(),
                        source.secretKeyRef(),
                        source.fileKeyRef())
                .filter(Objects::nonNull)
                .count();
        if (sources == 0) {
            errors.invalid(
                    place,
                    "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
                            + " `fileKeyRef`");
        }
        if (variable.value() != null && !variable.value().isEmpty()) {
            if (sources != 0) {
                errors.invalid(place, "", "may not be specified when `value` is not empty");
            }
        } else if (sources > 1) {
            errors.invalid(place, "", "may not have more than one field specified at a time");
        }
    }

    static void check(EnvFromSource source, FieldPath path, FieldErrors errors) {
        if (source.configMapRef() == null && source.secretRef() == null) {
            errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
        } else if (source.configMapRef() != null && source.secretRef() != null) {
            errors.invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    /** A field of the pod that containers can see. */
    static void fieldPath(String field, FieldPath place, List<String> supported, FieldErrors errors) {
        if (field.isEmpty()) {
            errors.required(place.child("fieldPath"), "");
            return;
        }
        for (String map : new String[] {"metadata.annotations", "metadata.labels"}) {
            if (field.startsWith(map + "['") && field.endsWith("']")) {
                String key = field.substring(map.length() + 2, field.length() - 2);
                errors.invalid(
                        place,
                        key,
                        Names.qualifiedName(map.endsWith("annotations") ? key.toLowerCase(Locale.ROOT) : key));
                return;
            }
        }
        if (field.contains("[")) {
            errors.invalid(place.child("fieldPath"), field, "does not support subscript");
        } else if (!supported.contains(field)) {
            errors.notSupported(place.child("fieldPath"), field, supported);
        }
    }
}
