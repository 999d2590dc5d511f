package io.gantry.server.admission.policy;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.ParamKind;
import io.gantry.api.admissionregistration.v1.ParamRef;
import io.gantry.api.apiextensions.v1.CustomResourceDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.select.LabelSelector;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Resource;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that hold the parameters of a policy, as a binding finds them. Immutable. */
final class ParamSource {
    private static final List<@Nullable KubeObject> NONE = Collections.singletonList(null);

    private final @Nullable Resource<?> resource;

    private ParamSource(@Nullable Resource<?> resource) {
        this.resource = resource;
    }

    /**
     * @param given null for a policy without parameters
     * @throws SetupFailure when there is no such kind
     */
    static ParamSource of(@Nullable ParamKind given, Registries registries) throws SetupFailure {
        if (given == null) {
            return new ParamSource(null);
        }
        String version = given.apiVersion() == null ? "" : given.apiVersion();
        String name = given.kind() == null ? "" : given.kind();
        Kind<?> kind = find(version, name, registries);
        Resource<?> resource = kind == null ? null : registries.find(kind.group(), kind.version(), kind.plural());
        if (resource == null) {
            String full = version.indexOf('/') < 0 ? "/" + version : version;
            throw new SetupFailure(
                    "failed to find resource referenced by paramKind: '" + full + ", Kind=" + name + "'");
        }
        return new ParamSource(resource);
    }

    /** The kind of this name, built-in or declared; null for none. */
    static @Nullable Kind<?> find(String apiVersion, String name, Registries registries) {
        Kind<?> known = Kinds.find(apiVersion, name);
        int slash = apiVersion.indexOf('/');
        if (known != null || slash < 0) {
            return known;
        }
        String group = apiVersion.substring(0, slash);
        for (CustomResourceDefinition definition :
                registries.registry(CustomResourceDefinitionType.KIND).all("")) {
            if (definition.spec().group().equals(group)
                    && name.equals(definition.status().acceptedNames().kind())) {
                return registries.kind(
                        group,
                        apiVersion.substring(slash + 1),
                        definition.spec().names().plural());
            }
        }
        return null;
    }

    /**
     * The parameters to evaluate a policy with, one after the other: null among them for evaluating it without.
     *
     * @param namespace of the request
     * @throws SetupFailure when the binding cannot be used for this request, or finds nothing and wants that to count
     */
    List<? extends @Nullable KubeObject> params(@Nullable ParamRef reference, String namespace) throws SetupFailure {
        if (resource == null || reference == null) {
            return NONE;
        }
        String given = reference.namespace() == null ? "" : reference.namespace();
        String where = "";
        if (resource.kind().namespaced()) {
            where = given.isEmpty() ? namespace : given;
            if (where.isEmpty()) {
                throw new SetupFailure(
                        "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
            }
        } else if (!given.isEmpty()) {
            throw new SetupFailure("paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
        }
        List<? extends KubeObject> found = find(resource, reference, where);
        if (found.isEmpty() && "Deny".equals(reference.parameterNotFoundAction())) {
            throw new SetupFailure("no params found for policy binding with `Deny` parameterNotFoundAction");
        }
        return found;
    }

    private static List<? extends KubeObject> find(Resource<?> resource, ParamRef reference, String namespace)
            throws SetupFailure {
        String name = reference.name() == null ? "" : reference.name();
        if (!name.isEmpty()) {
            KubeObject object = resource.find(namespace, name);
            return object == null ? List.of() : List.of(object);
        }
        if (reference.selector() == null) {
            throw new SetupFailure("one of name or selector must be provided");
        }
        LabelSelector selector = LabelSelector.of(reference.selector());
        return resource.all(namespace).stream()
                .filter(object -> selector.matches(object.metadata().labels()))
                .toList();
    }
}
