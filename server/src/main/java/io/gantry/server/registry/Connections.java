package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.RequestScope;
import java.util.Map;
import java.util.Objects;

/**
 * Lets admission judge who connects to a pod, a service or a node, before it is looked up and anything is connected.
 * Thread-safe.
 */
public final class Connections {
    private final Registries registries;

    public Connections(Registries registries) {
        this.registries = registries;
    }

    /**
     * @param kind of what is connected to
     * @param subresource such as {@code exec}
     * @param name as the path has it: of a proxy with scheme and port
     * @param type of the options
     * @param options what the client asks for
     * @return the options as admission leaves them; the same when it changes nothing
     * @throws StatusException when the connection is refused
     */
    public <T> T admit(Kind<?> kind, String subresource, String namespace, String name, RecordType<T> type, T options) {
        Kind<T> optionsKind = Objects.requireNonNull(type.kind(), "options have a kind");
        CustomObject shown = shown(optionsKind, options);
        AdmissionRequest request = new AdmissionRequest(
                Operation.CONNECT, kind, subresource, namespace, name, shown, null, RequestScope.currentUser(), false);
        KubeObject admitted = registries.admission().mutate(request, shown);
        registries.admission().validate(request.withObject(admitted));
        if (admitted.equals(shown)) {
            return options;
        }
        try {
            return type.recordClass().cast(Tree.toObject(Tree.of(admitted), optionsKind, DecodeOptions.LENIENT));
        } catch (DecodeException e) {
            throw StatusException.internal(String.valueOf(e.getMessage()), e);
        }
    }

    /** Options have no metadata, so that they are no objects; admission sees them as a tree of their kind. */
    private static <T> CustomObject shown(Kind<T> kind, T options) {
        Map<String, Object> content = Tree.ofValue(options);
        return new CustomObject(
                CustomObject.kind(kind.group(), kind.version(), CustomObject.Names.of(kind.name(), ""), false),
                ObjectMetaType.EMPTY,
                content);
    }
}
