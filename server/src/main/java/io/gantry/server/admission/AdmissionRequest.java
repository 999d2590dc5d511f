package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.server.request.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is about to happen.
 *
 * @param subresource empty for the object itself
 * @param name empty when the name is not known yet
 * @param object the object as it is to be written; null for a delete
 * @param old the object as it stands; null for a create
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
        DELETE
    }

    public AdmissionRequest withObject(KubeObject newObject) {
        return new AdmissionRequest(operation, kind, subresource, namespace, name, newObject, old, user, dryRun);
    }

    /** Whether it is about the object itself, not one of its subresources. */
    public boolean main() {
        return subresource.isEmpty();
    }
}
