package io.gantry.controllers.runtime;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.Informer;
import io.gantry.client.WriteOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which objects belong to an owner: those that it controls and whose labels it selects. It adopts what it selects and nobody
 * controls, and releases what it controls and no longer selects.
 */
public final class Claims {
    /** Index by the controlling owner's uid. */
    public static final String BY_CONTROLLER = "controller";
    /** Index by namespace of what nobody controls. */
    public static final String ORPHANS = "orphans";

    private Claims() {}

    /** Adds the indexes that {@link #claim} needs. */
    public static <T extends KubeObject> Informer<T> indexed(Informer<T> informer) {
        informer.addIndex(BY_CONTROLLER, object -> {
            OwnerReference owner = Owners.controllerOf(object);
            return owner == null ? List.<String>of() : List.of(owner.uid());
        });
        informer.addIndex(
                ORPHANS, object -> Owners.controllerOf(object) == null ? List.of(object.namespace()) : List.of());
        return informer;
    }

    /** The sorting of a namespace's objects into an owner's hands. */
    public record Sorted<T>(List<T> kept, List<T> toAdopt, List<T> toRelease) {}

    /** Decides, without writing anything. */
    public static <T extends KubeObject> Sorted<T> sort(
            KubeObject owner, Collection<T> controlled, Collection<T> orphans, Predicate<T> selected) {
        List<T> kept = new ArrayList<>();
        List<T> adopt = new ArrayList<>();
        List<T> release = new ArrayList<>();
        boolean going = owner.metadata().deletionTimestamp() != null;
        for (T object : controlled) {
            if (!Owners.controlledBy(object, owner)) {
                continue;
            }
            if (selected.test(object)) {
                kept.add(object);
            } else if (!going) {
                release.add(object);
            }
        }
        if (!going) {
            for (T object : orphans) {
                if (Owners.controllerOf(object) == null
                        && object.metadata().deletionTimestamp() == null
                        && selected.test(object)) {
                    adopt.add(object);
                }
            }
        }
        return new Sorted<>(kept, adopt, release);
    }

    /**
     * Decides and acts.
     *
     * @return what belongs to the owner now
     */
    public static <O extends KubeObject, T extends KubeObject> List<T> claim(
            Client client, Kind<O> ownerKind, O owner, Kind<T> kind, Informer<T> informer, Predicate<T> selected) {
        Sorted<T> sorted = sort(
                owner,
                informer.byIndex(BY_CONTROLLER, owner.uid()),
                informer.byIndex(ORPHANS, owner.namespace()),
                selected);
        List<T> claimed = new ArrayList<>(sorted.kept());
        if (!sorted.toAdopt().isEmpty() && mayAdopt(client, ownerKind, owner)) {
            for (T object : sorted.toAdopt()) {
                T adopted = write(client, kind, object, Owners.with(object.metadata(), Owners.controller(owner)));
                if (adopted != null) {
                    claimed.add(adopted);
                }
            }
        }
        for (T object : sorted.toRelease()) {
            write(client, kind, object, Owners.without(object.metadata(), owner.uid()));
        }
        return claimed;
    }

    /** An owner that was deleted meanwhile would leave what it adopts without one: so ask the server, not the informer. */
    private static <O extends KubeObject> boolean mayAdopt(Client client, Kind<O> kind, O owner) {
        return client.find(kind, owner.namespace(), owner.name())
                .filter(fresh ->
                        fresh.uid().equals(owner.uid()) && fresh.metadata().deletionTimestamp() == null)
                .isPresent();
    }

    /** {@code null} when the object is gone or another by now; a conflict is thrown, and met by the next try. */
    @SuppressWarnings("unchecked") // the same kind with other metadata
    private static <T extends KubeObject> @Nullable T write(
            Client client, Kind<T> kind, T object, ObjectMeta metadata) {
        try {
            return client.update(kind, (T) object.withMetadata(metadata), WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }
}
