package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.select.FieldSelector;
import io.gantry.api.select.LabelSelector;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which objects of a collection are wanted, by labels and fields. Immutable. */
final class Selection {
    static final Selection EVERYTHING = new Selection(LabelSelector.EVERYTHING, null, object -> object);

    private final LabelSelector labels;
    private final @Nullable FieldSelector fields;
    private final Function<KubeObject, ? extends KubeObject> view;

    private Selection(
            LabelSelector labels, @Nullable FieldSelector fields, Function<KubeObject, ? extends KubeObject> view) {
        this.labels = labels;
        this.fields = fields;
        this.view = view;
    }

    /**
     * @param view shows a stored object in the version whose fields are meant
     * @throws StatusException 400 when a selector cannot be read or names a field that the kind does not offer
     */
    static Selection of(Kind<?> kind, ListQuery query, Function<KubeObject, ? extends KubeObject> view) {
        if (query.labelSelector().isEmpty() && query.fieldSelector().isEmpty()) {
            return EVERYTHING;
        }
        try {
            LabelSelector labels = query.labelSelector().isEmpty()
                    ? LabelSelector.EVERYTHING
                    : LabelSelector.parse(query.labelSelector());
            FieldSelector fields = query.fieldSelector().isEmpty() ? null : FieldSelector.parse(query.fieldSelector());
            if (fields != null) {
                for (FieldSelector.Term requirement : fields.requirements()) {
                    SelectableFields.check(kind, requirement.field());
                }
            }
            return new Selection(labels, fields, view);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw StatusException.badRequest(message == null ? "invalid selector" : message);
        }
    }

    /** Whether every object is wanted. */
    boolean everything() {
        return this == EVERYTHING;
    }

    /** The one name that can be selected; empty when there may be others. */
    String name() {
        return exact("metadata.name");
    }

    /** The one namespace that can be selected; empty when there may be others. */
    String namespace() {
        return exact("metadata.namespace");
    }

    private String exact(String field) {
        String value = fields == null ? null : fields.requiresExact(field);
        return value == null ? "" : value;
    }

    boolean matches(@Nullable KubeObject object) {
        if (object == null) {
            return false;
        }
        if (everything()) {
            return true;
        }
        if (!labels.matches(object.metadata().labels())) {
            return false;
        }
        if (fields == null) {
            return true;
        }
        // The fields of custom resources may differ from version to version; those of built-in kinds do not.
        KubeObject seen = object instanceof CustomObject ? view.apply(object) : object;
        return fields.matches(field -> SelectableFields.value(seen, field));
    }
}
