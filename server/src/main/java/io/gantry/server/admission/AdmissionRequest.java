package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.server.request.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is about to happen.
 *
 * @param kind of the object in the store, also when a subresource is asked for
 * @param subresource empty for the object itself
 * @param name empty when the name is not known yet
 * @param object the object as it is to be written, for {@code serviceaccounts/token} the request for a token; null for a
 *     delete
 * @param old the object as it stands; null for a create and a connect
 */
public record AdmissionRequest(
        Operation operation,
        Kind<?> kind,
        String subresource,
        String namespace,
        String name,
        @Nullable KubeObject object,
        @Nullable KubeObject old,
        UserInfo user,
        boolean dryRun) {
    /** What kind of write it is. */
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        /** To a stream or a proxy; the object is what the client asks for, such as {@code PodExecOptions}. */
        CONNECT
    }

    public AdmissionRequest withObject(@Nullable KubeObject newObject) {
        return newObject == object
                ? this
                : new AdmissionRequest(operation, kind, subresource, namespace, name, newObject, old, user, dryRun);
    }

    /** Whether it is about the object itself, not one of its subresources. */
    public boolean main() {
        return subresource.isEmpty();
    }

    /** Whether an object itself is created. */
    public boolean creates() {
        return operation == Operation.CREATE && main();
    }

    /** Whether an object itself is changed. */
    public boolean updates() {
        return operation == Operation.UPDATE && main();
    }

    /** The refusal in the form that all of Kubernetes' admission plugins give it. */
    public StatusException forbidden(String why) {
        return StatusException.forbidden(kind.group(), kind.plural(), shownName(), why);
    }

    /** How a refusal names the object: by the beginning of its name when the rest is not made yet. */
    public String shownName() {
        if (!name.isEmpty()) {
            return name;
        }
        if (object != null) {
            String prefix = object.metadata().generateName();
            if (!object.name().isEmpty()) {
                return object.name();
            }
            if (prefix != null && !prefix.isEmpty()) {
                return prefix;
            }
        }
        return "Unknown";
    }
}
