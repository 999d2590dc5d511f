package io.gantry.api.validation;

import io.gantry.api.core.v1.EnvFromSource;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSource;
import io.gantry.api.core.v1.ObjectFieldSelector;
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

    /** Fields of a pod that have a name, but are not shown to containers by their environment. */
    private static final List<String> OTHER_FIELDS = List.of(
            "metadata.annotations", "metadata.labels", "spec.restartPolicy", "spec.schedulerName", "status.phase");

    private EnvRules() {}

    static void check(EnvVar variable, FieldPath path, FieldErrors errors) {
        EnvVarSource source = variable.valueFrom();
        if (source == null) {
            return;
        }
        FieldPath place = path.child("valueFrom");
        if (source.fieldRef() != null) {
            fieldPath(source.fieldRef(), place.child("fieldRef"), FIELDS, errors);
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

    /** @param path of the list: Kubernetes does not say which of its elements is wrong */
    static void sources(EnvFromSource source, FieldPath path, FieldErrors errors) {
        if (source.configMapRef() == null && source.secretRef() == null) {
            errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
        } else if (source.configMapRef() != null && source.secretRef() != null) {
            errors.invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    /**
     * A field of the pod that containers can see.
     *
     * @param supported those that are shown at this place, of all that have a name
     */
    static void fieldPath(ObjectFieldSelector selector, FieldPath place, List<String> supported, FieldErrors errors) {
        String field = selector.fieldPath();
        if (selector.apiVersion() == null || selector.apiVersion().isEmpty()) {
            errors.required(place.child("apiVersion"), "");
        } else if (field.isEmpty()) {
            errors.required(place.child("fieldPath"), "");
        } else if (!selector.apiVersion().equals("v1")) {
            unknown(field, "unsupported pod version: " + selector.apiVersion(), place, errors);
        } else if (field.endsWith("']") && field.indexOf("['") > 0) {
            String key = field.substring(field.indexOf("['") + 2, field.length() - 2);
            switch (field.substring(0, field.indexOf("['"))) {
                case "metadata.annotations" ->
                    errors.invalid(place, key, Names.qualifiedName(key.toLowerCase(Locale.ROOT)));
                case "metadata.labels" -> errors.invalid(place, key, Names.qualifiedName(key));
                default -> unknown(field, "field label does not support subscript: " + field, place, errors);
            }
        } else if (!FIELDS.contains(field) && !OTHER_FIELDS.contains(field)) {
            unknown(field, "field label not supported: " + field, place, errors);
        } else if (!supported.contains(field)) {
            errors.notSupported(place.child("fieldPath"), field, supported);
        }
    }

    private static void unknown(String field, String why, FieldPath place, FieldErrors errors) {
        errors.invalid(place.child("fieldPath"), field, "error converting fieldPath: " + why);
    }
}
