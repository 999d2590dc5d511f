package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.status.StatusException;
import io.gantry.server.patch.FieldSet;
import io.gantry.server.patch.ManagedFields;
import io.gantry.server.patch.Manager;
import io.gantry.server.patch.Schema;
import io.gantry.server.schema.CustomVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows in {@code metadata.managedFields} who wrote what, for writes that are no apply. A write without a manager's
 * name leaves the entries as they are.
 */
public final class FieldOwners {
    private static final FieldSet STATUS = ManagedFields.paths("status");
    /** What a write of the status cannot change. */
    private static final FieldSet BUT_STATUS = ManagedFields.paths("spec", "metadata.ownerReferences");

    private static final Map<Kind<?>, Map<String, @Nullable Object>> EMPTY = new ConcurrentHashMap<>();

    private FieldOwners() {}

    static <T extends KubeObject> T afterCreate(
            Kind<T> kind, T object, @Nullable List<ManagedFieldsEntry> managers, String manager, Instant now) {
        if (managers != null) {
            return stamp(object, managers);
        }
        if (manager.isEmpty()) {
            return stamp(object, List.of());
        }
        return stamp(
                object,
                written(
                        kind,
                        emptyTree(kind),
                        Tree.of(object),
                        given(object, List.of()),
                        new Manager(manager, Manager.UPDATE, kind.apiVersion(), ""),
                        excluded(kind, ""),
                        now));
    }

    static <T extends KubeObject> T afterUpdate(
            Kind<T> kind,
            String subresource,
            T old,
            T next,
            @Nullable List<ManagedFieldsEntry> managers,
            String manager,
            Instant now) {
        if (managers != null) {
            return stamp(next, managers);
        }
        List<ManagedFieldsEntry> before = old.metadata().managedFields();
        if (subresource.isEmpty()) {
            before = given(next, before);
        }
        T kept = stamp(next, before);
        if (manager.isEmpty() || kept.equals(old)) {
            return kept;
        }
        return stamp(
                next,
                written(
                        kind,
                        Tree.of(old),
                        Tree.of(next),
                        before,
                        new Manager(manager, Manager.UPDATE, kind.apiVersion(), subresource),
                        excluded(kind, subresource),
                        now));
    }

    private static List<ManagedFieldsEntry> written(
            Kind<?> kind,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            List<ManagedFieldsEntry> entries,
            Manager manager,
            FieldSet excluded,
            Instant now) {
        Schema schema = CustomVersion.schemaOf(kind);
        try {
            return ManagedFields.update(schema, before, after, entries, manager, excluded, now);
        } catch (StatusException e) {
            // The object is not as its schema says (elements of a list without their keys). Validation says so better
            // where it
            // must not be; where it may, Kubernetes, too, leaves the owners as they were.
            return entries;
        }
    }

    /** What a write of this part of an object can never own. */
    public static FieldSet excluded(Kind<?> kind, String subresource) {
        return switch (subresource) {
            case "" -> Traits.of(kind).statusReset() ? STATUS : FieldSet.EMPTY;
            case "status" -> BUT_STATUS;
            default -> FieldSet.EMPTY;
        };
    }

    /** The tree of an object of this kind with nothing in it: what a create starts from. */
    public static Map<String, @Nullable Object> emptyTree(Kind<?> kind) {
        if (kind.custom()) {
            // Metadata is always there, so that nobody comes to own it by creating the object.
            return Map.of("apiVersion", kind.apiVersion(), "kind", kind.name(), "metadata", Map.of());
        }
        return EMPTY.computeIfAbsent(kind, k -> Tree.of(k.type().empty()));
    }

    /**
     * The entries that a write starts from: those that the client sent, since it may change them; {@code present} when it
     * sent none that can be read, as clients do that know nothing of them.
     */
    private static List<ManagedFieldsEntry> given(KubeObject object, List<ManagedFieldsEntry> present) {
        if (reset(object)) {
            return List.of();
        }
        List<ManagedFieldsEntry> sent = object.metadata().managedFields();
        return sent.isEmpty() || !ManagedFields.readable(sent) ? present : sent;
    }

    /** A client clears the entries by sending a list with one empty entry. */
    private static boolean reset(KubeObject object) {
        List<ManagedFieldsEntry> entries = object.metadata().managedFields();
        return entries.size() == 1
                && entries.getFirst().manager() == null
                && entries.getFirst().operation() == null
                && entries.getFirst().fieldsV1() == null;
    }

    private static <T extends KubeObject> T stamp(T object, List<ManagedFieldsEntry> entries) {
        return Metas.with(object, ManagedFields.stamp(object.metadata(), entries));
    }
}
