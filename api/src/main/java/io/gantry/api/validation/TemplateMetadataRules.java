package io.gantry.api.validation;

import io.gantry.api.core.v1.PersistentVolumeClaimTemplate;
import io.gantry.api.meta.v1.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metadata of templates of claims, which the claims get: only labels and annotations. */
final class TemplateMetadataRules {
    private TemplateMetadataRules() {}

    static void check(PersistentVolumeClaimTemplate template, FieldPath path, FieldErrors errors) {
        check(template.metadata(), path.child("metadata"), errors);
    }

    static void check(ObjectMeta metadata, FieldPath path, FieldErrors errors) {
        MetadataRules.annotations(metadata.annotations(), path.child("annotations"), errors);
        MetadataRules.labels(metadata.labels(), path.child("labels"), errors);
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        others.put("name", metadata.name());
        others.put("generateName", metadata.generateName());
        others.put("namespace", metadata.namespace());
        others.put("selfLink", metadata.selfLink());
        others.put("uID", metadata.uid()); // so does Kubernetes make it from the name of its own field
        others.put("resourceVersion", metadata.resourceVersion());
        others.put("generation", metadata.generation());
        others.put("creationTimestamp", metadata.creationTimestamp());
        others.put("deletionTimestamp", metadata.deletionTimestamp());
        others.put("deletionGracePeriodSeconds", metadata.deletionGracePeriodSeconds());
        others.put("ownerReferences", metadata.ownerReferences());
        others.put("finalizers", metadata.finalizers());
        others.put("managedFields", metadata.managedFields());
        others.forEach((field, value) -> {
            if (value != null && !value.equals("") && !value.equals(List.of()) && !value.equals(0L)) {
                errors.forbidden(path.child(field), "cannot be set");
            }
        });
    }
}
