package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.status.StatusException;
import io.gantry.server.request.RequestScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server's part of {@code metadata}: what it sets, keeps and compares. Pure. */
final class MetadataRules {
    private MetadataRules() {}

    /** The namespace of the request; a body that names another one is refused. */
    static <T extends KubeObject> T inNamespace(Kind<T> kind, T object, String namespace) {
        String given = object.namespace();
        if (!kind.namespaced()) {
            if (!given.isEmpty()) {
                return Metas.edit(object, m -> m.namespace(null));
            }
            return object;
        }
        if (given.isEmpty()) {
            return Metas.edit(object, m -> m.namespace(namespace));
        }
        if (!given.equals(namespace)) {
            throw StatusException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        return object;
    }

    /** A new object's metadata as the client may set it; the rest is absent. */
    static <T extends KubeObject> T forCreate(T object, String name, String uid, Instant now, boolean generation) {
        return Metas.with(
                object,
                ObjectMetaBuilder.of(object.metadata())
                        .name(name)
                        .uid(uid)
                        .creationTimestamp(now.truncatedTo(ChronoUnit.SECONDS))
                        .deletionTimestamp(null)
                        .deletionGracePeriodSeconds(null)
                        .selfLink(null)
                        .resourceVersion(null)
                        .generation(generation ? 1L : null)
                        .build());
    }

    /**
     * What is the server's in an update is kept from the old object. The times of an object's beginning and end are so even
     * if the client says otherwise, as it does with a manifest that was read from another cluster; a deletion that the client
     * makes up stays, for the validation to refuse it.
     */
    static <T extends KubeObject> T forUpdate(Kind<T> kind, String key, T next, T old) {
        ObjectMeta before = old.metadata();
        ObjectMeta after = next.metadata();
        String uid = after.uid();
        if (uid != null && !uid.isEmpty() && !uid.equals(before.uid())) {
            throw StatusException.conflict(
                    kind.group(), kind.plural(), old.name(), wrongUid(key, uid, String.valueOf(before.uid())));
        }
        return Metas.with(
                next,
                ObjectMetaBuilder.of(after)
                        .name(before.name())
                        .generateName(after.generateName() == null ? before.generateName() : after.generateName())
                        .namespace(before.namespace())
                        .uid(before.uid())
                        .selfLink(null)
                        .resourceVersion(before.resourceVersion())
                        .generation(before.generation())
                        .creationTimestamp(before.creationTimestamp())
                        .deletionTimestamp(
                                before.deletionTimestamp() == null
                                        ? after.deletionTimestamp()
                                        : before.deletionTimestamp())
                        .deletionGracePeriodSeconds(
                                after.deletionGracePeriodSeconds() == null
                                        ? before.deletionGracePeriodSeconds()
                                        : after.deletionGracePeriodSeconds())
                        .build());
    }

    /** An update of an object that is gone, or was replaced by another one of its name; in the words of Kubernetes' storage. */
    static String wrongUid(String key, String wanted, String present) {
        return "StorageError: invalid object, Code: 4, Key: " + key + ", ResourceVersion: 0, AdditionalErrorMsg: "
                + "Precondition failed: UID in precondition: " + wanted + ", UID in object meta: " + present;
    }

    /** The object with each of its owners named once; whoever named one twice is told so. */
    static <T extends KubeObject> T withOwnersOnce(T object, boolean admitted) {
        List<OwnerReference> owners = object.metadata().ownerReferences();
        if (owners.size() < 2) {
            return object;
        }
        Set<OwnerReference> once = new LinkedHashSet<>();
        List<String> repeated = new ArrayList<>();
        for (OwnerReference owner : owners) {
            if (!once.add(owner)) {
                repeated.add(owner.uid());
            }
        }
        if (repeated.isEmpty()) {
            return object;
        }
        RequestScope.warn(".metadata.ownerReferences contains duplicate entries"
                + (admitted ? " after mutating admission happens" : "")
                + "; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24;"
                + " please fix your requests; duplicate UID(s) observed: " + String.join(", ", repeated));
        return Metas.edit(object, m -> m.ownerReferences(List.copyOf(once)));
    }

    static <T extends KubeObject> T withGeneration(T object, @Nullable Long generation) {
        return Metas.edit(object, m -> m.generation(generation));
    }

    /** Whether nothing holds the object back any more, once it is being deleted. */
    static boolean readyToGo(KubeObject object) {
        ObjectMeta metadata = object.metadata();
        Long grace = metadata.deletionGracePeriodSeconds();
        return metadata.deletionTimestamp() != null && metadata.finalizers().isEmpty() && (grace == null || grace == 0);
    }
}
