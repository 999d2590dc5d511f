package io.gantry.server.patch;

import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.StatusException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which fields of an object: reads {@code metadata.managedFields}, follows every write, and lays applied
 * configurations over the object. Pure; {@code now} is an input.
 *
 * <p>The rules are those of structured-merge-diff v4: a write by update takes over what it changed; an apply owns exactly
 * what its configuration names, removes what it no longer names and nobody else owns, and is refused where it would
 * change what another manager owns, unless it is forced. To that come Kubernetes' rules for who changes from client-side
 * apply ({@link LastApplied}).
 */
public final class ManagedFields {
    /** More updating managers than this are folded into one entry. */
    private static final int UPDATE_MANAGERS_LIMIT = 10;

    private static final String ANCIENT = "ancient-changes";
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** Never owned by anybody: they are the server's own. */
    private static final FieldSet SERVER_FIELDS = serverFields();

    /**
     * What a manager owns.
     *
     * @param entry what it was read from; null when it has been changed since
     */
    private record Owned(
            FieldSet fields,
            @Nullable Instant time,
            @Nullable ManagedFieldsEntry entry) {
        Owned(FieldSet fields, @Nullable Instant time) {
            this(fields, time, null);
        }
    }

    private ManagedFields() {}

    /**
     * The outcome of an apply.
     *
     * @param object the object with the configuration laid over it, without managed fields in its metadata
     * @param managers who owns what, for {@link #stamp}
     * @param changed whether the object or the ownership differs from before
     */
    public record Applied(Map<String, @Nullable Object> object, List<ManagedFieldsEntry> managers, boolean changed) {}

    /**
     * The entries after a create, update or patch.
     *
     * @param before the stored object, or for a create the empty object of the kind
     * @param after the object about to be stored
     * @param entries the entries that hold before the write
     * @param manager who writes, with operation {@link Manager#UPDATE}
     * @param excluded fields that this kind of write cannot change (the status, or all but the status)
     */
    public static List<ManagedFieldsEntry> update(
            Schema schema,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            List<ManagedFieldsEntry> entries,
            Manager manager,
            FieldSet excluded,
            Instant now) {
        Comparison comparison = Comparison.of(schema, before, after);
        FieldSet touched = comparison.added().union(comparison.modified()).recursiveDifference(SERVER_FIELDS);
        FieldSet mine = touched.recursiveDifference(excluded);
        FieldSet removed = comparison.removed();
        if (touched.isEmpty() && removed.isEmpty()) {
            return entries;
        }
        Map<Manager, Owned> managers = read(entries);
        managers.replaceAll((other, owned) -> {
            FieldSet left = owned.fields().difference(removed);
            if (!other.equals(manager)) {
                left = left.difference(touched);
            }
            return left.equals(owned.fields()) ? owned : new Owned(left, owned.time());
        });
        if (!mine.isEmpty()) {
            Owned owned = managers.get(manager);
            FieldSet fields = owned == null ? mine : owned.fields().union(mine);
            if (owned == null || !fields.equals(owned.fields())) {
                managers.put(manager, new Owned(fields, now.truncatedTo(ChronoUnit.SECONDS)));
            }
        }
        managers.values().removeIf(owned -> owned.fields().isEmpty());
        return write(fold(managers));
    }

    /**
     * Lays a configuration over an object.
     *
     * @param empty the empty object of the kind
     * @param live the stored object, or nothing when it is created by this apply
     * @param config what the client sent
     * @param manager who applies, with operation {@link Manager#APPLY}
     * @param excluded fields that this kind of write cannot change
     * @throws StatusException 409 with a cause for each field that another manager owns with another value
     */
    public static Applied apply(
            Schema schema,
            Map<String, @Nullable Object> empty,
            Map<String, @Nullable Object> live,
            Map<String, @Nullable Object> config,
            List<ManagedFieldsEntry> entries,
            Manager manager,
            FieldSet excluded,
            boolean force,
            Instant now) {
        Map<Manager, Owned> managers = read(entries);
        if (managers.isEmpty() && !live.isEmpty()) {
            // What is there was written by somebody before owners were kept, as if all at once.
            Manager before = new Manager(BEFORE_FIRST_APPLY, Manager.UPDATE, manager.apiVersion(), "");
            managers = read(update(schema, empty, live, List.of(), before, excluded, now));
        }
        Owned last = managers.get(manager);
        FieldSet named =
                FieldSets.of(schema, config).recursiveDifference(SERVER_FIELDS).recursiveDifference(excluded);
        managers.put(
                manager,
                last != null && last.fields().equals(named)
                        ? last
                        : new Owned(named, now.truncatedTo(ChronoUnit.SECONDS)));

        Map<String, @Nullable Object> merged = TypedMerge.merge(schema, live, config);
        if (last != null) {
            FieldSet owned = FieldSet.EMPTY;
            for (Owned each : managers.values()) {
                owned = owned.union(each.fields());
            }
            merged = Pruning.prune(schema, merged, last.fields(), owned.union(SERVER_FIELDS));
        }

        Comparison comparison = Comparison.of(schema, live, merged);
        FieldSet touched = comparison.added().union(comparison.modified());
        Map<Manager, FieldSet> conflicts = new LinkedHashMap<>();
        managers.forEach((other, owned) -> {
            if (!other.equals(manager)) {
                FieldSet conflict = owned.fields().intersection(touched);
                if (!conflict.isEmpty()) {
                    conflicts.put(other, conflict);
                }
            }
        });
        if (!conflicts.isEmpty() && !force) {
            Map<Manager, FieldSet> serious = LastApplied.concerns(manager)
                    ? without(conflicts, LastApplied.fields(schema, live, manager.apiVersion()))
                    : conflicts;
            if (!serious.isEmpty()) {
                throw conflict(serious);
            }
        }
        managers.replaceAll((other, owned) -> {
            if (other.equals(manager)) {
                return owned;
            }
            FieldSet left = owned.fields().difference(comparison.removed());
            FieldSet lost = conflicts.get(other);
            if (lost != null) {
                left = left.difference(lost);
            }
            return left.equals(owned.fields()) ? owned : new Owned(left, owned.time());
        });
        managers.values().removeIf(owned -> owned.fields().isEmpty());
        List<ManagedFieldsEntry> written = write(managers);
        Map<String, @Nullable Object> kept = LastApplied.concerns(manager) ? LastApplied.kept(merged, config) : merged;
        boolean changed = !comparison.isEmpty() || !written.equals(entries) || !kept.equals(merged);
        return new Applied(kept, written, changed);
    }

    private static Map<Manager, FieldSet> without(Map<Manager, FieldSet> conflicts, FieldSet fields) {
        Map<Manager, FieldSet> left = new LinkedHashMap<>();
        conflicts.forEach((manager, conflict) -> {
            FieldSet others = conflict.difference(fields);
            if (!others.isEmpty()) {
                left.put(manager, others);
            }
        });
        return left;
    }

    /** The metadata with these entries. */
    public static ObjectMeta stamp(ObjectMeta metadata, List<ManagedFieldsEntry> entries) {
        return entries.equals(metadata.managedFields())
                ? metadata
                : io.gantry.api.meta.v1.ObjectMetaBuilder.of(metadata)
                        .managedFields(entries)
                        .build();
    }

    private static StatusException conflict(Map<Manager, FieldSet> conflicts) {
        List<StatusCause> causes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int[] count = {0};
        conflicts.forEach((manager, fields) -> {
            String who = "conflict with \"" + manager.name() + "\""
                    + (manager.subresource().isEmpty() ? "" : " with subresource \"" + manager.subresource() + "\"")
                    + (manager.applies() ? "" : " using " + manager.apiVersion());
            text.append(text.isEmpty() ? "" : "\n")
                    .append("conflicts with \"")
                    .append(manager.name())
                    .append('"');
            if (!manager.subresource().isEmpty()) {
                text.append(" with subresource \"")
                        .append(manager.subresource())
                        .append('"');
            }
            text.append(manager.applies() ? "" : " using " + manager.apiVersion())
                    .append(':');
            fields.forEach(path -> {
                count[0]++;
                text.append("\n- ").append(Paths.text(path));
                causes.add(new StatusCause("FieldManagerConflict", who, Paths.text(path)));
            });
        });
        String message = causes.size() == 1
                ? "Apply failed with 1 conflict: " + causes.getFirst().message() + ": "
                        + causes.getFirst().field()
                : "Apply failed with " + count[0] + " conflicts: " + text;
        return new StatusException(StatusBuilder.of()
                .status("Failure")
                .code(409)
                .reason("Conflict")
                .message(message)
                .details(StatusDetailsBuilder.of().causes(causes).build())
                .build());
    }

    /** Whether these entries, which a client sent, are what the server could have written. */
    public static boolean readable(List<ManagedFieldsEntry> entries) {
        for (ManagedFieldsEntry entry : entries) {
            boolean known = Manager.APPLY.equals(entry.operation()) || Manager.UPDATE.equals(entry.operation());
            if (!known || text(entry.apiVersion()).isEmpty() || !"FieldsV1".equals(entry.fieldsType())) {
                return false;
            }
        }
        try {
            return !read(entries).isEmpty();
        } catch (StatusException e) {
            return false; // Kubernetes goes on with those of the stored object, too
        }
    }

    private static Map<Manager, Owned> read(List<ManagedFieldsEntry> entries) {
        Map<Manager, Owned> managers = new LinkedHashMap<>();
        for (ManagedFieldsEntry entry : entries) {
            if (entry.fieldsV1() == null) {
                continue;
            }
            managers.put(
                    new Manager(
                            text(entry.manager()),
                            text(entry.operation()),
                            text(entry.apiVersion()),
                            text(entry.subresource())),
                    new Owned(FieldsV1.read(entry.fieldsV1()), entry.time(), entry));
        }
        return managers;
    }

    /** Applying managers first, then by time, then by name: the order that Kubernetes writes. */
    private static List<ManagedFieldsEntry> write(Map<Manager, Owned> managers) {
        List<Map.Entry<Manager, Owned>> sorted = new ArrayList<>(managers.entrySet());
        sorted.sort(Comparator.<Map.Entry<Manager, Owned>, Boolean>comparing(
                        entry -> !entry.getKey().applies())
                .thenComparing(entry -> time(entry.getValue()))
                .thenComparing(entry -> entry.getKey().name())
                .thenComparing(entry -> entry.getKey().subresource()));
        List<ManagedFieldsEntry> entries = new ArrayList<>(sorted.size());
        for (Map.Entry<Manager, Owned> entry : sorted) {
            ManagedFieldsEntry unchanged = entry.getValue().entry();
            if (unchanged != null) {
                entries.add(unchanged);
                continue;
            }
            Manager manager = entry.getKey();
            entries.add(new ManagedFieldsEntry(
                    manager.name(),
                    manager.operation(),
                    manager.apiVersion(),
                    entry.getValue().time(),
                    "FieldsV1",
                    FieldsV1.write(entry.getValue().fields()),
                    manager.subresource().isEmpty() ? null : manager.subresource()));
        }
        return entries;
    }

    /** Keeps the number of updating managers bounded: the oldest are folded into one entry for each version. */
    private static Map<Manager, Owned> fold(Map<Manager, Owned> managers) {
        List<Manager> updating = new ArrayList<>();
        managers.keySet().stream()
                .filter(manager -> !manager.applies() && manager.subresource().isEmpty())
                .forEach(updating::add);
        if (updating.size() <= UPDATE_MANAGERS_LIMIT) {
            return managers;
        }
        updating.sort(Comparator.comparing(manager -> time(owned(managers, manager))));
        for (Manager manager : updating.subList(0, updating.size() - UPDATE_MANAGERS_LIMIT + 1)) {
            Owned oldest = owned(managers, manager);
            managers.remove(manager);
            managers.merge(
                    new Manager(ANCIENT, Manager.UPDATE, manager.apiVersion(), ""),
                    oldest,
                    (a, b) -> new Owned(a.fields().union(b.fields()), time(a).isAfter(time(b)) ? a.time() : b.time()));
        }
        return managers;
    }

    private static Owned owned(Map<Manager, Owned> managers, Manager manager) {
        Owned owned = managers.get(manager);
        return owned == null ? new Owned(FieldSet.EMPTY, null) : owned;
    }

    private static Instant time(Owned owned) {
        return owned.time() == null ? Instant.EPOCH : owned.time();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A set with a path for each dotted text, such as {@code status} or {@code metadata.uid}. */
    public static FieldSet paths(String... dotted) {
        FieldSet.Builder builder = new FieldSet.Builder();
        for (String path : dotted) {
            FieldSet.Builder at = builder;
            for (String step : path.split("\\.")) {
                at = at.child(new PathElement.Field(step));
            }
            at.insert();
        }
        return builder.build();
    }

    private static FieldSet serverFields() {
        return paths(
                "apiVersion",
                "kind",
                "metadata.name",
                "metadata.generateName",
                "metadata.namespace",
                "metadata.selfLink",
                "metadata.uid",
                "metadata.resourceVersion",
                "metadata.generation",
                "metadata.creationTimestamp",
                "metadata.deletionTimestamp",
                "metadata.deletionGracePeriodSeconds",
                "metadata.managedFields");
    }
}
